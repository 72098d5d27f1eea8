// A WeCom group's robot (企业微信群机器人): posts a text into the group it belongs to. Its address is a secret, so nothing
// that is thrown or logged from here holds it. WeCom answers 200 also when it refuses: errcode decides.

export type Posted =
  | { readonly ok: true }
  /** Try again, not before so many seconds. */
  | { readonly ok: false; readonly reason: 'later'; readonly code: string; readonly afterSeconds: number }
  /** This robot will never take it: a wrong address, a robot that was removed. */
  | { readonly ok: false; readonly reason: 'refused'; readonly code: string };

export interface GroupRobot {
  /** At most 2048 bytes. Rejects where the robot's service cannot be reached. */
  post(text: string): Promise<Posted>;
}

const deadlineMs = 10_000;

export function createWecomRobot(url: string): GroupRobot {
  return {
    async post(content) {
      const { status, body } = await ask(url, { msgtype: 'text', text: { content } });
      const errcode = typeof body === 'object' && body !== null ? Reflect.get(body, 'errcode') : undefined;
      if (errcode === 0) return { ok: true };
      if (typeof errcode === 'number') return judge(errcode);
      // No answer of WeCom's own: something stands in between, or WeCom is out of order.
      const gone = status >= 400 && status < 500 && status !== 408 && status !== 429;
      if (gone) return { ok: false, reason: 'refused', code: `http_${status}` };
      return { ok: false, reason: 'later', code: `http_${status}`, afterSeconds: status === 429 ? 60 : 0 };
    },
  };
}

/** 20 messages a minute, and too many at a time. */
const tooOften = [45009, 45033];
/** "System busy". */
const passing = [-1];

function judge(errcode: number): Posted {
  const code = `wecom_${errcode}`;
  if (tooOften.includes(errcode)) return { ok: false, reason: 'later', code, afterSeconds: 60 };
  if (passing.includes(errcode)) return { ok: false, reason: 'later', code, afterSeconds: 0 };
  return { ok: false, reason: 'refused', code };
}

async function ask(url: string, message: object): Promise<{ status: number; body: unknown }> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      // A redirect would carry the secret elsewhere.
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    return { status: answer.status, body: await answer.json().catch(() => undefined) };
  } catch {
    // What fetch throws may name the address.
    throw new Error('the group robot cannot be reached');
  }
}
