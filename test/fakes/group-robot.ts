// A WeCom group's robot on loopback: keeps what was posted, and WeCom's rule of twenty posts a minute. It answers 200 to
// whatever it refuses, as WeCom does.

import { createServer } from 'node:http';

export interface Post {
  readonly text: string;
  readonly at: number;
}

/** An errcode, an HTTP status without a word of WeCom's, or a hang-up; each for one post. */
export type RobotFault = { readonly errcode: number } | { readonly status: number } | 'hang-up';

export async function startGroupRobot({ perMinute = 20, minuteMs = 60_000 } = {}) {
  const posts: Post[] = [];
  const faults: RobotFault[] = [];
  let calls = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    calls += 1;
    const answer = (errcode: number) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errcode, errmsg: 'x' }));
    const fault = faults.shift();
    if (fault === 'hang-up') return void request.socket.destroy();
    if (fault && 'status' in fault) return void response.writeHead(fault.status).end('<html></html>');
    if (fault) return void answer(fault.errcode);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const { content } = body.text;
    if (request.method !== 'POST' || body.msgtype !== 'text' || typeof content !== 'string') return void answer(40008);
    if (request.url !== '/cgi-bin/webhook/send?key=robot-secret') return void answer(93000);
    if (Buffer.byteLength(content) > 2048) return void answer(45002);
    const at = performance.now();
    if (posts.filter((post) => at - post.at < minuteMs).length >= perMinute) return void answer(45009);
    posts.push({ text: content, at });
    answer(0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/cgi-bin/webhook/send?key=robot-secret`,
    posts,
    /** What the next posts meet, in order. */
    fail: (...next: RobotFault[]) => void faults.push(...next),
    calls: () => calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
