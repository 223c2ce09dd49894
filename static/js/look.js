import { lookButtons } from "./parts/look.js";

lookButtons();
