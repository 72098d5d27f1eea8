-- Coordinators name topics now: no two may be called the same on the menu.
CREATE UNIQUE INDEX "topic_name_zh_key" ON "topic"("name_zh");
