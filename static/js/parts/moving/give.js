/** Loaded while there is a network, where the browser can do it (BigInt, 2020): elsewhere texts are copied by hand. */
import { give } from "../../lib/load.js";
import { sealed } from "./seal.js";

give("moving", sealed);
