export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "long-title": "off", // the name of the model is content
    "valid-id": ["error", { relaxed: true }], // a dot parts the id of a section from its theme
  },
};
