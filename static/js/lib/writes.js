/**
 * Every kind of write of a phone, declared once; the server's declarations (workshop/domain/activities.py) name the same.
 *
 *   of       "note" or "comment": a text of one's own, and what is done to it
 *   does     "make" | "edit" | "take": make it, change its words, withdraw it
 *   tap      it says something in one tap: a newer one takes its place, a refused one is dropped
 *   shares   subjects of its kind share what there is to give, so that the server must hear of them in order
 *   request  (base, write) → [method, address, payload]
 *   gone     (write) → whether "there is no such thing" means that it is done
 */
const never = () => false;
const always = () => true;
const post = (path) => (base, { note, body }) => ["POST", `${base}/${path}`, { id: note, ...body }];
const patch = (path) => (base, { note, key, body }) => ["PATCH", `${base}/${path}/${note}`, { ...body, edit: key }];
const remove = (path) => (base, { note }) => ["DELETE", `${base}/${path}/${note}`, undefined];
const put = (path) => (base, { key, body }) => ["PUT", `${base}/${path}`, { id: key, ...body }];

export const WRITES = {
  note: { of: "note", does: "make", request: post("notes") },
  edit: { of: "note", does: "edit", request: patch("notes") },
  delete: { of: "note", does: "take", request: remove("notes"), gone: always },
  comment: { of: "comment", does: "make", request: post("comments") },
  edit_comment: { of: "comment", does: "edit", request: patch("comments") },
  delete_comment: { of: "comment", does: "take", request: remove("comments"), gone: always },
  reaction: {
    tap: true,
    request: (base, { key, body: { note_id: note, on } }) => ["PUT", `${base}/notes/${note}/reaction`, { id: key, on }],
    gone: ({ body }) => !body.on,
  },
  vote: { tap: true, shares: true, request: put("votes") },
  rating: { tap: true, request: put("ratings") },
  ranking: { tap: true, request: put("rankings") },
  pulse: { tap: true, request: put("pulse") },
  card: { tap: true, request: put("card") },
  pulse_word: { tap: true, request: put("pulse/word") },
};

// Of another release of the page: it waits for that, and holds nothing else up.
const UNKNOWN = {};
const of = ({ kind }) => WRITES[kind] || UNKNOWN;

export const isKnown = (write) => of(write) !== UNKNOWN;
export const isTap = (write) => !!of(write).tap;
export const shares = (write) => !!of(write).shares;
export const makes = (write) => of(write).does === "make";
export const edits = (write) => of(write).does === "edit";
export const takes = (write) => of(write).does === "take";
/** It carries what a person wrote: a refused one stays in the list, to be mended. */
export const isText = (write) => makes(write) || edits(write);
export const subject = (write) => of(write).of;
export const ofNotes = (write) => of(write).of === "note";
export const ofComments = (write) => of(write).of === "comment";
export const request = (base, write) => WRITES[write.kind].request(base, write);
export const doneWhenGone = (write) => (of(write).gone || never)(write);
