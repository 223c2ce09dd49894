/** The disk of the phone: one record, one transaction at a time, whoever asks. */
export class Disk {
  constructor(time, chance) {
    Object.assign(this, { time, chance, record: { writes: [], lease: null }, last: Promise.resolve() });
  }

  store(tab) {
    const update = async (step) => {
      await this.time.sleep(this.chance() * 4);
      if (!tab.alive) return new Promise(() => {});
      this.record = structuredClone(step(structuredClone(this.record)));
      const written = structuredClone(this.record);
      await this.time.sleep(this.chance() * 4);
      return tab.alive ? written : new Promise(() => {});
    };
    return {
      update: (step) => {
        const mine = this.last.then(() => Promise.race([update(step), tab.death]));
        this.last = mine.catch(() => {});
        return mine.then((record) => (tab.alive ? record : new Promise(() => {})));
      },
    };
  }
}
