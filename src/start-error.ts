// A fault the operator can put right: the message is one clear sentence, printed as it stands before the process ends.

export class StartError extends Error {
  override readonly name = 'StartError';
}
