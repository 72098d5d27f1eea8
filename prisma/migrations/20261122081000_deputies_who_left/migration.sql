-- Appointments had no state before: whoever has left the team, or whose term is over, serves no school any more. Nobody
-- is told of it now.

UPDATE "deputy_principal_appointment" a
SET "state" = 'ended', "end_reason" = 'left',
  "ended_on" = greatest(a."from_date", least(a."until_date", coalesce(s."left_at", CURRENT_TIMESTAMP)::date))
FROM "speaker" s
WHERE s."id" = a."speaker_id" AND NOT s."active" AND a."state" = 'active';

UPDATE "deputy_principal_appointment" SET "state" = 'ended' WHERE "state" = 'active' AND "until_date" <= CURRENT_DATE;
