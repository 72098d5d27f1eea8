-- The menu every installation begins with: coordinators change the rows later. Keywords are the words that mean
-- the topic or format in a sentence; the longest one found wins.

INSERT INTO "topic" ("code", "name_zh", "name_en", "keywords", "sort") VALUES
  ('fraud', '防范电信网络诈骗', 'Telecom and online fraud', '{防诈骗,防诈,反诈骗,反诈,防骗,防电诈,反电诈,诈骗,电诈,电信诈骗,电信网络诈骗,网络诈骗,网上诈骗,线上诈骗,养老诈骗,刷单,杀猪盘,冒充公检法,骗局,骗术,骗子,骗钱,被骗,上当受骗,诈骗电话,fraud,anti-fraud,online fraud,scam,scams,online scam,online scams,phone scam,phone scams,scammer,scammers,scamming,phishing}', 10),
  ('cards', '手机卡、银行卡不外借("两卡")', 'Not lending SIM and bank cards', '{两卡,断卡,断卡行动,手机卡,银行卡,电话卡,不外借,不出借,卡不外借,银行卡不外借,手机卡不外借,卖卡,借卡,租卡,出租银行卡,出借银行卡,买卖银行卡,帮信罪,帮信,sim card,sim cards,bank card,bank cards,two cards,money mule,money mules}', 20),
  ('drugs', '防毒识毒', 'Drugs', '{禁毒,防毒,识毒,拒毒,毒品,新型毒品,远离毒品,毒品预防,吸毒,涉毒,贩毒,戒毒,依托咪酯,上头电子烟,罂粟,drug,drugs,anti-drug,drug prevention,narcotics}', 30),
  ('bullying', '防范校园欺凌', 'School bullying', '{欺凌,防欺凌,反欺凌,校园欺凌,防校园欺凌,学生欺凌,霸凌,校园霸凌,反霸凌,校园暴力,欺负同学,bully,bullying,anti-bullying}', 40),
  ('campus', '校园安全', 'Campus safety', '{校园安全,学校安全,学生安全,平安校园,开学第一课,防溺水,溺水,防踩踏,防性侵,防拐骗,防拐,campus safety,school safety,drowning}', 50),
  ('traffic', '交通安全', 'Road safety', '{交通安全,交通法规,交通规则,交通事故,交通宣传,道路安全,出行安全,交规,酒驾,醉驾,头盔,安全带,一盔一带,电动车,电瓶车,摩托车,三轮车,农用车,超载,traffic,traffic safety,road safety,drunk driving,helmet,helmets}', 60),
  ('juvenile', '预防未成年人犯罪', 'Preventing juvenile crime', '{未成年人犯罪,未成年犯罪,青少年犯罪,学生犯罪,预防犯罪,未成年人保护,未成年人保护法,未保法,预防未成年人犯罪法,青少年普法,青少年法治,juvenile,juvenile crime,youth crime,juvenile delinquency}', 70),
  ('mediation', '矛盾化解与枫桥经验', 'Settling disputes, the Fengqiao way', '{矛盾化解,化解矛盾,矛盾纠纷,枫桥经验,枫桥,纠纷,邻里纠纷,家庭纠纷,婚姻纠纷,土地纠纷,纠纷调解,调解,mediation,dispute,disputes,settling disputes,fengqiao}', 80);

INSERT INTO "format"
  ("code", "name_zh", "name_en", "keywords", "talk_minutes", "setup_minutes", "clear_minutes", "after_dusk", "venue", "online", "sort") VALUES
  ('lecture', '社区讲座', 'Community lecture', '{专题讲座,室内讲座,村民讲座,indoor lecture}', 60, 15, 15, false, 'village', false, 10),
  ('assembly', '校园大会', 'School assembly', '{全校大会,师生大会,学生大会,升旗仪式,国旗下讲话,全校师生,assembly}', 45, 20, 20, false, 'school', false, 20),
  ('class', '法治课堂', 'Class lesson', '{法治课,班会,班会课,进班级,一堂课,一节课,lesson,class meeting}', 40, 10, 10, false, 'school', false, 30),
  ('field', '田间课堂', 'Field class', '{田间地头,田间,地头,田头,大棚里,in the field,in the fields}', 45, 10, 10, false, 'village', false, 40),
  ('cinema', '流动电影', 'Mobile cinema', '{电影,放电影,看电影,露天电影,坝坝电影,电影放映,movie,movies,film,film night,cinema}', 110, 40, 30, true, 'village', false, 50),
  ('market', '集市宣讲', 'Market talk', '{集市,赶集,赶场,逢集,大集,庙会,market,market day}', 120, 20, 20, false, 'village', false, 60),
  ('online', '线上', 'Online', '{线上讲座,线上宣讲,网上直播,直播,腾讯会议,视频会议,网课,online talk,livestream,live stream,video call,webinar}', 45, 10, 5, false, 'any', true, 70);
