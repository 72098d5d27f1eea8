// The steps of an order's life that more than one flow test walks.

import type { Actor } from './actor.ts';

/** Orders with one sentence, and gives the number back. */
export async function order(
  resident: Actor,
  { when = '这周四下午', where = '小峡街道第1村', phone = '13812345678' } = {},
): Promise<string> {
  resident.say(`${when}想在${where}约一场防诈骗讲座，电话${phone}`);
  await resident.tap('确认提交');
  return numberIn((await resident.sees('已收到，订单号')).text);
}

export function numberIn(text: string): string {
  const number = /单号 (\d+)/.exec(text)?.[1];
  if (number === undefined) throw new Error(`no number in 「${text}」`);
  return number;
}

/** Only a card has a title like this, so that a number in a list is not taken for it. */
export const card = (number: string): string => `订单 ${number} · `;

export async function approve(coordinator: Actor, number: string): Promise<void> {
  await coordinator.tap('同意派单', card(number));
  await coordinator.sees(`订单 ${number} 已派单`);
}

/** 换人: to this one, whoever was proposed. */
export async function assign(coordinator: Actor, number: string, name: string): Promise<void> {
  await coordinator.tap('换人', card(number));
  await coordinator.tap(name, '换谁去', number);
  await coordinator.sees(`订单 ${number} 已派单`);
}

export async function accept(speaker: Actor, number: string): Promise<void> {
  await speaker.tap('✅ 接单', `订单 ${number}`);
  await speaker.sees(`订单 ${number} 已接单，谢谢`);
}

/** The talk is over, so many came. */
export async function deliver(speaker: Actor, number: string, heads = '21~50 人'): Promise<void> {
  await speaker.tap('讲完了', card(number));
  await speaker.tap(heads);
  await speaker.tap('讲完了', '请核对');
  await speaker.sees(`订单 ${number} 已讲完`);
}
