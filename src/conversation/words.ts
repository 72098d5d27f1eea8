// Words that do what commands do in both bots, in lower case.

export const commonWords: Readonly<Record<string, string>> = {
  菜单: '/menu',
  主菜单: '/menu',
  menu: '/menu',
  开始: '/start',
  start: '/start',
  语言: '/language',
  language: '/language',
  中文: '/language zh',
  english: '/language en',
  取消: '/cancel',
  cancel: '/cancel',
  返回: '/back',
  back: '/back',
  帮助: '/help',
  help: '/help',
  '?': '/help',
  '？': '/help',
};
