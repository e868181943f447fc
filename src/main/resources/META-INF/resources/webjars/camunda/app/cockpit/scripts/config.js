export default {
  // Leads to the one sign-in of the product instead of the application's own.
  customScripts: ["../../../assets/return-to-sign-in.js"]
};
