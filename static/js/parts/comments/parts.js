/** What a page needs once there are comments on it, loaded then (phone.js): most phases take none. */
import { give } from "../../lib/load.js";
import { CommentBox } from "./box.js";
import { showLost } from "./lost.js";

give("comments", { CommentBox, showLost });
