// Somebody with a browser, as far as HTTP goes: keeps cookies, follows redirects, says where a form came from.

export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Seen>;
  post(path: string, fields: Record<string, string> | FormData, headers?: Record<string, string>): Promise<Seen>;
  readonly cookies: Map<string, string>;
}

export interface Seen {
  readonly status: number;
  /** After redirects. */
  readonly path: string;
  readonly body: string;
  readonly headers: Headers;
}

/** A Hono app, or a server over HTTP. */
interface Server {
  fetch(request: Request): Response | Promise<Response>;
}

export function createVisitor(app: Server, origin = 'http://127.0.0.1:3000'): Visitor {
  const cookies = new Map<string, string>();

  async function fetchPath(path: string, init: RequestInit): Promise<Seen> {
    const headers = new Headers(init.headers);
    if (!headers.has('host')) headers.set('host', new URL(origin).host);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await app.fetch(new Request(new URL(path, origin), { ...init, headers }));
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (response.status === 303 && location) return fetchPath(location, { method: 'GET' });
    return { status: response.status, path, body: await response.text(), headers: response.headers };
  }

  return {
    cookies,
    get: (path, headers = {}) => fetchPath(path, { method: 'GET', headers }),
    post: (path, fields, headers = {}) =>
      fetchPath(path, {
        method: 'POST',
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
        headers: { origin, ...headers },
      }),
  };
}

/** The value of a form's hidden field, in the part of the page that begins with `from`. */
export function field(body: string, name: string, from = ''): string {
  const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(body.slice(Math.max(0, body.indexOf(from))));
  if (!found) throw new Error(`the page has no field ${name}`);
  return found[1] ?? '';
}

/** The buttons a person can tap, newest last. */
export function buttonsOf(body: string): { label: string; data: string; message: string; nonce: string }[] {
  return [...body.matchAll(/<form class="buttons"[^>]*>([\s\S]*?)<\/form>/g)].flatMap(([, form = '']) =>
    [...form.matchAll(/<button name="data" value="([^"]*)">([^<]*)<\/button>/g)].map(([, data = '', label = '']) => ({
      label: asText(label),
      data: asText(data),
      message: field(form, 'message'),
      nonce: field(form, 'nonce'),
    })),
  );
}

export const asText = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
  );
