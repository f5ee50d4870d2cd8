/** Turns: of the demos on a page, one runs. The others rest, so that a page of many costs no more than a page of one. */

/** A demo that can run or rest. */
export interface Player {
  /** Whether it would run if it were its turn: one that waits for a click would not. */
  readonly willing: boolean;
  /** It is its turn: load, or go on. */
  go(): void;
  /** It is another's turn. */
  rest(): void;
  /** Gives its frame back, because too many are loaded. */
  unload(): void;
}

/** The most frames that stay loaded: browsers keep about 16 graphics contexts, and pages have other uses for them. */
const most = 6;

export class Turns {
  private readonly inView = new Set<Player>();
  /** Those that have loaded, the one that ran last at the end. */
  private readonly loaded = new Set<Player>();
  private running: Player | undefined;

  /** soon does something once all that has come into view or left it is known: what a page is scrolled past is in view for no longer. */
  constructor(private readonly soon: (act: () => void) => void = (act) => void setTimeout(act)) {}

  /** Whether it is the player's turn. */
  has(player: Player): boolean {
    return this.running === player;
  }

  /** Takes in whether a player is in view: one that comes into view runs unless another does, one that leaves it rests. */
  sees(player: Player, visible: boolean): void {
    if (visible) this.inView.add(player);
    else this.inView.delete(player);
    if (visible && this.running === undefined && player.willing) this.take(player);
    if (!visible && this.running === player) {
      this.running = undefined;
      player.rest();
      this.soon(() => this.pass());
    }
  }

  /** Gives the turn that nobody has to a player in view. */
  private pass(): void {
    if (this.running !== undefined) return;
    const next = [...this.inView].find((p) => p.willing);
    if (next !== undefined) this.take(next);
  }

  /** Gives a player the turn. */
  take(player: Player): void {
    const before = this.running;
    this.running = player;
    if (before !== player) before?.rest();
    this.loaded.delete(player);
    this.loaded.add(player);
    player.go();
    for (const old of this.loaded) {
      if (this.loaded.size <= most) break;
      this.loaded.delete(old);
      old.unload();
    }
  }

  /** Forgets a player that has left the page. */
  forget(player: Player): void {
    this.inView.delete(player);
    this.loaded.delete(player);
    if (this.running === player) this.running = undefined;
  }
}
