"""The rules of a workshop: one module an activity, each verb a function of `Changing`."""
