"""Ways in which a browser's storage fails, as scripts that run before a page's own."""

OPEN_HANGS = "IDBFactory.prototype.open = () => ({})"
FIRST_OPEN_HANGS = """
  const open = IDBFactory.prototype.open;
  let calls = 0;
  IDBFactory.prototype.open = function (...given) { calls += 1; return calls === 1 ? {} : open.apply(this, given); };
"""
OPEN_THROWS = "IDBFactory.prototype.open = () => { throw new DOMException('shut', 'SecurityError'); }"
OPEN_ANSWERS_LATE = """
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...given) {
    const [real, late] = [open.apply(this, given), {}];
    real.onupgradeneeded = () => { late.result = real.result; late.onupgradeneeded(); };
    real.onsuccess = () => setTimeout(() => { late.result = real.result; late.onsuccess(); }, 5000);
    return late;
  };
"""
# The faults of transactions begin when a page sets `faulty`; FROM_THE_START sets it at once.
TRANSACTIONS_HANG = """
  const transaction = IDBDatabase.prototype.transaction;
  const silent = { objectStore: () => ({ get: () => ({}), put: () => ({}) }), abort() {} };
  IDBDatabase.prototype.transaction = function (...given) {
    return window.faulty ? { ...silent } : transaction.apply(this, given);
  };
"""
TRANSACTIONS_THROW = """
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    if (window.faulty) throw new DOMException('lost', 'InvalidStateError');
    return transaction.apply(this, given);
  };
"""
TRANSACTIONS_ANSWER_LATE = """
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    const real = transaction.apply(this, given);
    if (window.faulty) {
      const later = (tell) => real.addEventListener('complete', () => setTimeout(tell, 5000));
      Object.defineProperty(real, 'oncomplete', { set: later });
    }
    return real;
  };
"""
FROM_THE_START = "window.faulty = true;"

INDEXED_DB = {
    "open hangs": OPEN_HANGS,
    "the first open hangs": FIRST_OPEN_HANGS,
    "open throws": OPEN_THROWS,
    "open answers late": OPEN_ANSWERS_LATE,
    "transactions hang": TRANSACTIONS_HANG + FROM_THE_START,
    "transactions throw": TRANSACTIONS_THROW + FROM_THE_START,
    "transactions answer late": TRANSACTIONS_ANSWER_LATE + FROM_THE_START,
}
LATER = {"hang": TRANSACTIONS_HANG, "throw": TRANSACTIONS_THROW, "answer late": TRANSACTIONS_ANSWER_LATE}

WEB_STORAGE = {
    "throws and has nothing": """
      Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
      Storage.prototype.getItem = () => null;
    """,
    "takes nothing in silence": "Storage.prototype.setItem = () => {}; Storage.prototype.getItem = () => null;",
    "is full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "cannot even be named": """
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('shut', 'SecurityError'); } });
      }
    """,
}
