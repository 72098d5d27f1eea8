// Where somebody who has just started the product can go: the chats, and in the demo each of its people.

import { demoPersonas } from './store/demo.ts';

export interface Link {
  readonly label: string;
  readonly url: string;
}

export function linksTo(url: string, { demo }: { readonly demo: boolean }): readonly Link[] {
  const pages = [
    { label: '宣讲点单 public chat', url: `${url}/chat` },
    { label: '工作台 staff chat', url: `${url}/staff` },
  ];
  return demo
    ? [...pages, ...demoPersonas.map((persona) => ({ label: personaLabels[persona], url: `${url}/demo/${persona}` }))]
    : pages;
}

const personaLabels: Record<(typeof demoPersonas)[number], string> = {
  resident: '演示·居民 demo resident',
  director: '演示·治保主任 demo village security director',
  school: '演示·学校 demo school',
  speaker: '演示·宣讲员 demo speaker',
  coordinator: '演示·派单员 demo coordinator',
  bureau: '演示·教育局 demo education bureau',
};
