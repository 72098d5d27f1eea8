// Whether a sentence asks for a talk. A greeting, thanks, a question about talks, or a change of an order does not.

/** `menu`: a topic or format is named. `details`: how much the sentence says of a talk (topic or format, place, time, size). */
export function asksForTalk(text: string, said: { menu: boolean; details: number }): boolean {
  if (aboutAnOrder.test(text) || asksHow.test(text)) return false;
  if (request.some((pattern) => pattern.test(text))) return true;
  if (isQuestion.test(text) || thanks.test(text) || tellsAStory.test(text)) return false;
  if (noun.test(text)) return said.details > 0 || onlyNoun.test(text.trim());
  return said.menu && (said.details > 1 || wish.test(text));
}

const request: readonly RegExp[] = [
  /^(?:讲讲|讲一讲|宣讲一)/,
  /想约|预约|(?<![大公节契])约(?=[一二两个场次节堂]|下周|[这本]周|明天|后天|周)|约(?:一|个|场).{0,8}(?:讲|课|宣)|点单|点一[单场份个]|下单|订一?[场个次堂节]/,
  /(?:想|要|请|希望|需要|麻烦|申请|安排|组织|邀请|求|能不能|能否|可不可以|可以|能|帮).{0,24}(?:讲座|宣讲|讲讲|来讲|讲一|讲课|讲解|上.{0,6}课|一堂|普法|宣传|放.{0,4}电影|放映|听.{0,12}(?:讲|课))/,
  /(?:来|到|给|为|去|过来)(?!过|了).{0,14}(?:讲讲|讲一[讲下场次堂节点]|讲[场次堂节]|宣讲一|做.{0,2}[场次]|搞.{0,2}[场次]|开展.{0,10}(?:讲|宣传|活动|教育)|上.{0,2}[堂节].{0,6}课|放.{0,3}电影|讲防|普普法|普法)/,
  /讲一[场次堂节]|来一[场次堂节]|开展一?[场次堂]?.{0,12}(?:宣讲|宣传|讲座|教育|活动)|办一?[场个次].{0,12}(?:讲座|宣讲)|搞一?[场个次].{0,12}(?:讲座|宣讲|宣传)/,
  /\b(?:book|order|schedule|arrange|request|organi[sz]e|set up|need|want|would like|'d like|like|have|host|invite|send|give|can (?:you|we|i)|could (?:you|we|i)|please)\b.{0,80}\b(?:talks?|lectures?|session|class lesson|lesson|presentation|speaker|speech|officer|film|movie|assembly)\b/i,
  /\b(?:come|officer|police)\b.{0,30}\b(?:to talk|and talk|give a|speak|explain)\b/i,
];

const aboutAnOrder =
  /取消|撤销|退订|改时间|改期|改到|推迟|提前到|我的订单|我的预约|查(?:一?下)?订单|订单(?:号|状态|到哪)|已经?(?:预约|约|点)|上次(?:的|那)|\b(?:cancel|reschedule|postpone|move (?:the|my|our)|my orders?|order (?:number|status))\b/i;
const asksHow =
  /(?:怎么|怎样|如何|在哪里?|哪里|从哪).{0,4}(?:点单|预约|约|订|下单|申请|操作|用)|什么是|(?:可以|能)(?:预约|点|约)(?:什么|哪些|多久|几)|(?:预约|点单|订单)(?:是什么|什么意思|要钱|收费|免费)|^\W*(?:what|who|when|where|how|why|which)\b|\bhow (?:do|can|to)\b.{0,12}\b(?:book|order|request)\b/i;
const isQuestion =
  /[?？吗呢]\s*$|什么|哪些|哪个|多少|几[点场次]|何时|为什么|是不是|有没有|谁|^\W*(?:is|are|do|does|did|was|were|has|have)\b/i;
const thanks = /谢谢|感谢|多谢|辛苦了|很好|不错|讲得|\bthank|\bgreat\b/i;
const tellsAStory = /被(?:人)?骗了|上当了|报案|报警|被打|转了|\bscammed\b/i;
const wish = /[想要](?:听|点)|想学|^点(?![单赞])|\b(?:order|book)\b/i;
const noun = /讲座|宣讲|法治课|安全课|普法|课堂|送法|\b(?:talk|lecture|presentation|lesson)\b/i;
const onlyNoun = /^(?:.{0,8}(?:讲座|宣讲|法治课|安全课)|(?:a |the )?(?:\w+ ){0,2}(?:talk|lecture))[。.!!]?$/i;
