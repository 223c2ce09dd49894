// node node.mjs FOLDER NAME GIVEN: lives(...GIVEN) of FOLDER/model/NAME in Node.js; prints what went wrong as JSON.
const [folder, name, given] = process.argv.slice(2);
const shelf = new Map();
// A closed page's stores never answer: what still waits for them there concerns nobody.
process.on("unhandledRejection", (trouble) => {
  if (trouble.message !== "no answer in time") throw trouble;
});
globalThis.window = globalThis;
Object.defineProperty(globalThis, "navigator", { configurable: true, value: { onLine: true } });
Object.defineProperty(globalThis, "performance", { configurable: true, value: { now: () => 0 } });
Object.defineProperty(globalThis, "localStorage", {
  configurable: true,
  value: { getItem: (key) => shelf.get(key) ?? null, setItem: (key, text) => shelf.set(key, text), removeItem: (key) => shelf.delete(key) },
});
// Ids are drawn from a seed, too, so that a life repeats.
let drawn = 1;
crypto.getRandomValues = (bytes) => bytes.map(() => (drawn = (drawn * 16807) % 2147483647) & 255);
const { lives } = await import(`file://${folder}/model/${name}`);
console.log(JSON.stringify(await lives(...JSON.parse(given))));
process.exit(0);
