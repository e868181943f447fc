import {application} from "/assets/engine-application.js";

// Nobody makes tasks or starts processes by hand: the rules of the product decide what happens. What a person may start has
// pages of its own, to which the script leads.
document
  .querySelector("base")
  .setAttribute(
    "cam-exclude-plugins",
    "tasklist.navbar.action:create-task-action,tasklist.navbar.action:start-process-action"
  );

export default {
  ...application("Tasklist", "tasklist.js"),
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: {key: "ctrl+alt+c", description: "takes the task that is shown"},
    focusFilter: {key: "ctrl+shift+f", description: "goes to the first list"},
    focusList: {key: "ctrl+alt+l", description: "goes to the first task of the list"},
    focusForm: {key: "ctrl+alt+f", description: "goes to the first field of the form"}
  }
};
