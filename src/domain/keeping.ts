// How long what people wrote is kept, in days; 0 is for ever. Pure data.

export interface Keeping {
  /** Messages, as they stand in the web chats and were sent by the bots; calls that were made. */
  readonly messages: number;
  /** Which updates have been seen, so that none counts twice. */
  readonly updates: number;
  /** Contacts and free words of orders that are over, comments of evaluations, and people not heard of since. */
  readonly details: number;
  /** Photos of talks. */
  readonly photos: number;
  /** The words and numbers of requests that are closed (诉求, 申请法治副校长), and of applications (自荐) that are decided. */
  readonly requests: number;
  /** The hour of the local night at which what is too old goes. */
  readonly hour: number;
}

export const defaultKeeping: Keeping = {
  messages: 90,
  updates: 14,
  details: 365,
  photos: 365,
  requests: 365,
  hour: 3,
};
