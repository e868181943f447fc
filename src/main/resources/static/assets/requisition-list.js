import { pick, question } from "./requisition-pick.js";

const filters = document.getElementById("filters");
const field = document.getElementById("costCenter");
const status = document.createElement("p");
status.className = "visually-hidden";
status.role = "status";
filters.append(status);
pick(field, (q) => question(filters.dataset.centers, { q }), null, () => {}, { found: "", none: "" });
