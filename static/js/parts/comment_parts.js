/** What a page needs once there are comments on it, loaded then (parts/comments.js): most phases take none. */
import { CommentBox } from "./comment_box.js";
import { showLost } from "./lost_comments.js";

export default { CommentBox, showLost };
