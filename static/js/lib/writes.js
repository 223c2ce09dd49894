/**
 * Every kind of write of a phone, declared once; the server's declarations (workshop/domain/activities.py) name the same.
 *
 *   text     it carries what a person wrote: a refused one stays in the list, to be mended
 *   tap      it says something in one tap: a newer one takes its place, a refused one is dropped
 *   request  (base, write) → [method, address, payload]
 *   gone     (write) → whether "there is no such thing" means that it is done
 */
const never = () => false;

export const WRITES = {
  note: { text: true, request: (base, { note, body }) => ["POST", `${base}/notes`, { id: note, ...body }] },
  edit: { text: true, request: (base, { note, key, body }) => ["PATCH", `${base}/notes/${note}`, { ...body, edit: key }] },
  delete: { request: (base, { note }) => ["DELETE", `${base}/notes/${note}`, undefined], gone: () => true },
  reaction: {
    tap: true,
    request: (base, { key, body: { note_id: note, on } }) => ["PUT", `${base}/notes/${note}/reaction`, { id: key, on }],
    gone: ({ body }) => !body.on,
  },
  vote: { tap: true, request: (base, { key, body }) => ["PUT", `${base}/votes`, { id: key, ...body }] },
  pulse: { tap: true, request: (base, { key, body }) => ["PUT", `${base}/pulse`, { id: key, ...body }] },
};

export const isText = ({ kind }) => !!WRITES[kind].text;
export const isTap = ({ kind }) => !!WRITES[kind].tap;
export const request = (base, write) => WRITES[write.kind].request(base, write);
export const doneWhenGone = (write) => (WRITES[write.kind].gone || never)(write);
