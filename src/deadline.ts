// Waits for something, but not for ever. What comes too late goes on unobserved.

/** A machine that stood still for a while has used up one slice of the time, and not all of it. */
const slices = 5;

export async function within<T>(ms: number, promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const wait = (left: number): void => {
      timer = setTimeout(() => (left > 1 ? wait(left - 1) : reject(new Error(`${what} took too long`))), ms / slices);
    };
    wait(slices);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
