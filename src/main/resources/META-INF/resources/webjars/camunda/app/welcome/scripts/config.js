import {application} from "/assets/engine-application.js";

export default application("Profile");
