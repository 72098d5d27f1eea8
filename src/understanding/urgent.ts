// Whether somebody is in danger or being defrauded right now. Clause by clause, since the same words may be what a
// talk is about: 「想约一场讲座,讲讲正在被骗怎么办」 is not urgent, 「别讲座了,有人打我」 is.

export function isUrgent(text: string): boolean {
  const clauses = text
    .split(/[,。!?;、…\n,.!?;]+|(?:\s{2,})/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const happening = clauses.some((clause) => !isAbout.test(clause) && now.some((pattern) => pattern.test(clause)));
  if (happening) return true;
  // 「我被骗了」 is news of a moment ago, unless told as a story or as the reason for a talk.
  return !isAbout.test(text) && !isPast.test(text) && clauses.some((clause) => recent.test(clause));
}

/** The words of a talk, a rule, or a case: what follows is its subject. */
const isAbout =
  /讲座|讲讲|讲一|讲解|讲课|宣讲|来讲|想听|听听|课堂|法治课|想约|约一?[场个次]|预约|点单|主题|题目|内容是|案例|如何|怎么(?:预防|防|避免|识别|应对|处理|辨别)|怎样|预防|防范|避免|知识|宣传|如果|假如|要是|万一|遇到|的时候|演练|电影|\b(?:talks?|lectures?|sessions?|lessons?|class|classes|presentation|training|movie|film|how to|what if|what to do|in case|if (?:someone|somebody|a|you|they)|prevent\w*|avoid\w*)\b/i;

const isPast =
  /去年|前年|上次|上个?[月周]|以前|之前|曾经?|当年|前段时间|很久|有一次|\b(?:last (?:year|month|week)|ago|once|used to)\b/i;

const family =
  '(?:我|我们|俺|咱|(?:我|俺|咱)(?:家)?(?:妈妈?|爸爸?|爷爷|奶奶|姥姥|姥爷|外婆|外公|父亲|母亲|老婆|老公|媳妇|老伴|丈夫|妻子|儿子|女儿|孩子|家人|老人|朋友|邻居|姐姐?|妹妹?|哥哥?|弟弟?|同学|室友))';
const someone =
  '(?:有人|他|她|他们|这人|那人|坏人|歹徒|小偷|陌生人|邻居|老公|丈夫|前夫|男朋友|对象|我(?:爸|妈|爸爸|妈妈|老公|丈夫|儿子|男朋友|老婆)|几个人|一群人|同学)';

const now: readonly RegExp[] = [
  /救命|快来人|来人啊|快救|快来救|快报警|帮我报警|我要报警|救救/,
  /正(?:在)?(?:被|遭|遭到|遭受|受到?).{0,6}(?:骗|诈|打|威胁|勒索|家暴|跟踪|抢|追)/,
  /正在(?:骗|打|砍|追|抢|威胁|勒索|跟踪|家暴|诈骗)(?:我|他|她|一个|老|孩)/,
  new RegExp(
    `${someone}(?:正|正在|在|要|又|又在|还在|一直|拿\\S{1,4}|持\\S{1,3}|想|喝醉了?)?(?:殴打|打|砍|捅|追|掐|踢|绑|抢|跟踪|尾随|威胁|勒索|强奸|猥亵|杀|骚扰|欺负)(?:了|着|死)?(?:我|俺)(?!们?的?(?:电话|手机|微信|号))`,
  ),
  new RegExp(
    `${family}(?:正|正在|刚|刚刚|刚才)?被(?:人|他|她|老公|丈夫|同学|他们|几个人|一群人)?(?:殴打|打|砍|捅|绑|抢|围|堵|家暴|跟踪|尾随|非法拘禁)(?!电话)`,
  ),
  /(?:外面|楼[下上]|门口|村口|路口|这里|这边|那边|现在|隔壁|旁边|街上).{0,6}(?:打架|打起来|动刀|持刀|砍人|打人|抢劫)/,
  /打起来了|着火了|起火了|失火了|杀人了|要杀人|砍人了|出人命|抢劫啊|有小偷|进贼了/,
  /(?:拿着?|持)(?:刀|斧|枪|棍).{0,6}(?:砍|追|威胁|冲|堵|我)/,
  /(?:有人|孩子|小孩|老人|他|她|同学).{0,3}(?:要跳楼|要跳河|要自杀|在自杀|自杀了|跳楼了|落水了|溺水了|掉(?:进|到)?.{0,3}(?:河|水|井)里|喝农药|晕倒了|昏迷|没呼吸)/,
  /我(?:要|想)自杀|我(?:不想活|活不下去)|我要跳楼/,
  /(?:孩子|小孩|女儿|儿子|娃).{0,3}(?:不见了|丢了|失踪了?|走失了?|被拐|被绑架|被人带走)/,
  /(?:让|叫|要|要求|催|逼|骗|教)(?:我|俺|我妈|我爸)(?:赶紧|马上|立刻|现在|先|快点|去)?.{0,6}(?:转账|转钱|汇款|打钱|打款|垫付|刷单|共享屏幕|屏幕共享|说?验证码|安全账户|充值)/,
  /(?:骗子|冒充).{0,8}(?:给我|跟我|和我|打电话(?!.*(?:怎么|咋|如何))|联系我|加我|正在|还在|在线上|让我|要我|叫我)/,
  /刚.{0,10}(?:转了|转账|转钱|转过去|转给|汇款|汇了|打了?款|打了?钱|付了?款|充了?值|充了)(?!发|群)/,
  /刚.{0,8}(?:转|汇|打|付|充)了?.{0,6}(?:钱|万|千|块|元)|正(?:在)?.{0,6}(?:转账|转钱|汇款|打钱|打款)/,
  /(?:钱|款|工资|存款).{0,4}(?:被骗走|被转走|转给了?(?:骗子|他|她|对方)|转过去了|转出去了|打过去了)/,
  /(?:验证码|密码|银行卡号).{0,6}(?:告诉|给|发给|说给)了?(?:他|她|骗子|对方|别人|人家)|把(?:验证码|密码).{0,8}(?:给|告诉)/,
  /\b(?:(?:is|are|was|were|'s|'re)\s+(?:just\s+)?|keeps?\s+|started\s+)(?:scamming|defrauding|cheating|hitting|beating|attacking|hurting|threatening|chasing|following|stalking|robbing|strangling|stabbing|kicking|blackmailing|fighting)\s+(?:me|us|my|him|her)\b/i,
  /\b(?:am|i'm|im|are|we're|is|he's|she's)\s+(?:being|getting)\s+(?:scammed|robbed|attacked|beaten|followed|defrauded|stalked|blackmailed|threatened|cheated|hit)\b/i,
  /\bhelp me\s*(?:$|please|now|quick|he\b|she\b|they\b|someone|somebody|i'?m\b|i am\b)|\bsave me\b|\bsos\b|\bcall (?:the police|110)\b/i,
  /\b(?:asking|telling|forcing|pressuring|told|asked|wants?|ordered|making) me to (?:transfer|send|wire|pay|remit|share my screen)\b/i,
  /\bjust (?:sent|transferred|wired|paid|gave)\b.{0,30}\b(?:money|yuan|rmb|scammers?|him|her|them|code|savings|\d+)\b/i,
  /\bscammers?\b.{0,20}\b(?:on the phone|on the line|calling me|has my|have my|right now)\b/i,
  /\b(?:has|with|got) a (?:knife|gun)\b|\bgoing to (?:kill|hurt|stab)\b|\bkill myself\b|\bhouse is on fire\b|\bbreaking into\b|\bbroke in(?:to)? (?:my|our)\b/i,
];

const recent = new RegExp(
  `${family}(?:好像|可能|是不是|应该|刚|刚刚|刚才|又|今天)*(?:被人?(?:诈|电)?骗|被人诈骗|被诈骗|上当|被盗刷)|^被(?:人)?(?:诈)?骗了|\\b(?:i|we|my \\w+)(?:'ve| have| has| think i)?\\s*(?:just\\s+)?(?:been|was|were|got)\\s+(?:just\\s+)?(?:scammed|defrauded|robbed|cheated)\\b`,
  'i',
);
