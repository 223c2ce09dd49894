import { Server } from "./outbox_world.js";

const NAME = "server-";
export const nameOf = (id) => `${NAME}${id}`;

/** A server that gives each note an id of its own, and knows it by no other; a repeat is recognised by the phone's. */
export class NamingServer extends Server {
  take(method, path, body) {
    const [, named] = path.match(/\/notes\/([^/]+)/) || [];
    if (named && !named.startsWith(NAME)) return [404, { ok: false, error: "not_yours", message: "" }];
    const [status, answer] = super.take(method, path.replace(`/${NAME}`, "/"), body);
    return [status, answer.note ? { ...answer, note: { ...answer.note, id: nameOf(answer.note.id) } } : answer];
  }
}
