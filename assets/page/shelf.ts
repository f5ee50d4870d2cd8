/** A shelf in this browser's database: things under names, so many at most. The oldest give way. */

/** What can be put there. */
export interface Dated {
  /** When it was, in milliseconds since 1970. */
  readonly at: number;
}

/** What is read again is of an unknown kind: another version of the page may have put it there. */
export class Shelf<T extends Dated> {
  constructor(
    private readonly database: string,
    private readonly table: string,
    private readonly most: number,
  ) {}

  /** What lies under a name, undefined if nothing does. The promise is rejected where the browser forbids the database. */
  async get(name: string): Promise<unknown> {
    const db = await this.open();
    try {
      return await settled<unknown>(db.transaction(this.table).objectStore(this.table).get(name));
    } finally {
      db.close();
    }
  }

  /** Puts a thing there. The promise is rejected where the browser forbids it, with a QuotaExceededError where it has no room. */
  async put(name: string, thing: T): Promise<void> {
    const db = await this.open();
    try {
      const transaction = db.transaction(this.table, "readwrite");
      const store = transaction.objectStore(this.table);
      const done = new Promise<void>((keep, refuse) => {
        transaction.oncomplete = () => keep();
        transaction.onabort = () => refuse(transaction.error);
      });
      store.put(thing, name);
      const count = store.count();
      count.onsuccess = () => count.result > this.most && clear(store, count.result - this.most);
      await done;
    } finally {
      db.close();
    }
  }

  private async open(): Promise<IDBDatabase> {
    const request = indexedDB.open(this.database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(this.table).createIndex("at", "at");
    return settled(request);
  }
}

/** Takes the oldest things away. */
function clear(store: IDBObjectStore, n: number): void {
  const oldest = store.index("at").getAllKeys(undefined, n);
  oldest.onsuccess = () => oldest.result.forEach((key) => store.delete(key));
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((keep, refuse) => {
    request.onsuccess = () => keep(request.result);
    request.onerror = () => refuse(request.error);
  });
}
