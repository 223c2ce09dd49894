/** Does this key belong to an input method that composes? Safari ends a composition by Enter with the code 229. */
export const composing = (event) => event.isComposing || event.keyCode === 229;
