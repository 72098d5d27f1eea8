// One chat's updates one after the other, different chats side by side. Without this, parallel taps of one chat would
// find each other's version stale and repeat for ever.

export interface Lanes {
  run<T>(name: string, task: () => Promise<T>): Promise<T>;
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const lanes = new Map<string, Promise<unknown>>();
  return {
    run(name, task) {
      const before = lanes.get(name) ?? Promise.resolve();
      const turn = before.then(task, task);
      const settled = turn.then(
        () => {},
        () => {},
      );
      lanes.set(name, settled);
      void settled.then(() => {
        if (lanes.get(name) === settled) lanes.delete(name);
      });
      return turn;
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
  };
}
