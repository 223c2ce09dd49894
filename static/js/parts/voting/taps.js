/** Whether what this phone said last about the subject has not reached the server. */
export const waits = (over, subject) => {
  const newer = over.get(subject);
  return !!newer && newer.waiting;
};
