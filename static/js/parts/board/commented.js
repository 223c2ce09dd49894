import { word } from "../../lib/dom.js";
import { figure } from "./figure.js";

/** How often a note or theme was commented on: beside the speech mark stands the number alone; nothing where it is 0. */
export const commented = ({ comments }) => (comments ? { comments: figure(comments), commentsIn: word("comments_n", { n: figure(comments) }) } : { comments: "" });
