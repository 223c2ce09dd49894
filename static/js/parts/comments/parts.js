/** What a page needs once there are comments on it, loaded then (phone.js): most phases take none. */
import { CommentBox } from "./box.js";
import { showLost } from "./lost.js";

export default { CommentBox, showLost };
