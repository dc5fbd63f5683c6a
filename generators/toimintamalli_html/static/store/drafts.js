import { isDocument, withChanges } from "../document/document.js";
import { same } from "../answers.js";
/**
 * Drafts: documents that this browser keeps, each under its own key, and their earlier states.
 * What is written is read back before anybody is told that it is safe.
 *
 * @import { Changes, WorkbookDocument } from "../document/document.js"
 * @typedef {{document: string, at: string, why: string, content: WorkbookDocument}} State
 * @typedef {State & {key: number}} KeptState
 * @typedef {{documents: WorkbookDocument[], unreadable: {id: string, record: unknown}[]}} Shelf
 * @typedef {object} Drafts
 * @property {() => Promise<Shelf>} list
 * @property {(id: string) => Promise<WorkbookDocument | undefined>} get
 * @property {(document: WorkbookDocument, changes: Changes, whole?: boolean) => Promise<WorkbookDocument>} put
 * @property {(id: string) => Promise<void>} remove
 * @property {(state: State) => Promise<void>} keepState
 * @property {(id: string) => Promise<KeptState[]>} states
 */

const NAME = "toimintamalli";
const DOCUMENTS = "documents";
const STATES = "states";
/** So many earlier states of a document are kept. */
const MOST_STATES = 20;

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
const settled = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });

/** @returns {Promise<IDBDatabase>} */
async function openDatabase() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(DOCUMENTS, { keyPath: "id" });
    const states = request.result.createObjectStore(STATES, { keyPath: "key", autoIncrement: true });
    states.createIndex("document", "document");
  };
  return done(request);
}

/**
 * The drafts of one model in this browser. Throws where the browser keeps nothing.
 * @param {string} model @returns {Promise<Drafts>}
 */
export async function openDrafts(model) {
  const database = await openDatabase();
  /** @param {string} name @param {IDBTransactionMode} [mode] */
  const store = (name, mode = "readonly") => database.transaction(name, mode).objectStore(name);

  /** @param {string} id */
  const get = async (id) => {
    const record = await done(store(DOCUMENTS).get(id));
    return isDocument(record) ? record : undefined;
  };

  /** @param {string} id @returns {Promise<KeptState[]>} */
  const states = async (id) => {
    const found = await done(store(STATES).index("document").getAll(id));
    return found.reverse();
  };

  return {
    get,
    states,

    async list() {
      /** @type {unknown[]} */
      const records = await done(store(DOCUMENTS).getAll());
      const ours = records.filter(
        (record) => /** @type {WorkbookDocument} */ (record).model === model || !isDocument(record),
      );
      return {
        documents: ours
          .filter(isDocument)
          .sort((one, other) => (one.edited < other.edited ? 1 : -1)),
        unreadable: ours
          .filter((record) => !isDocument(record))
          .map((record) => ({ id: /** @type {{id: string}} */ (record).id, record })),
      };
    },

    // Reading and writing are one transaction: another tab's changes are never overwritten.
    async put(document, changes, whole = false) {
      const documents = store(DOCUMENTS, "readwrite");
      const before = await done(documents.get(document.id));
      const isOther = isDocument(before) && before.revision !== document.revision;
      const merged = {
        ...document,
        answers: isOther && !whole ? withChanges(before.answers, changes) : document.answers,
        revision: Math.max(document.revision, isDocument(before) ? before.revision : 0) + 1,
      };
      documents.put(merged);
      await settled(documents.transaction);
      const found = await done(store(DOCUMENTS).get(document.id));
      const isThere = found?.revision > merged.revision || same(found?.answers, merged.answers);
      if (!isThere) throw new Error(NAME);
      return merged;
    },

    async remove(id) {
      const transaction = database.transaction([DOCUMENTS, STATES], "readwrite");
      transaction.objectStore(DOCUMENTS).delete(id);
      const kept = transaction.objectStore(STATES);
      for (const key of await done(kept.index("document").getAllKeys(id))) kept.delete(key);
      await settled(transaction);
    },

    async keepState(state) {
      const kept = store(STATES, "readwrite");
      kept.add(state);
      const keys = await done(kept.index("document").getAllKeys(state.document));
      for (const key of keys.slice(0, -MOST_STATES)) kept.delete(key);
      await settled(kept.transaction);
    },
  };
}

/** What a page has where the browser keeps nothing: it goes when the page is closed. @returns {Drafts} */
export function inMemory() {
  /** @type {Map<string, WorkbookDocument>} */
  const documents = new Map();
  /** @type {KeptState[]} */
  const kept = [];
  return {
    list: async () => ({ documents: [...documents.values()], unreadable: [] }),
    get: async (id) => documents.get(id),
    put: async (document) => {
      const made = { ...document, revision: document.revision + 1 };
      documents.set(made.id, made);
      return made;
    },
    remove: async (id) => void documents.delete(id),
    keepState: async (state) => void kept.unshift({ ...state, key: kept.length }),
    states: async (id) => kept.filter((state) => state.document === id).slice(0, MOST_STATES),
  };
}
