/** Object.hasOwn, which came with Chrome 93 and Safari 15.4, for libraries that take it for granted: import it first. */
if (!Object.hasOwn) Object.hasOwn = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
