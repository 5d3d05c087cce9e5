import tseslint from "typescript-eslint";

const unsafeMarkup = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Names come from outside: draw them as text." },
  { selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]", message: "Names come from outside: draw them as text." },
  { selector: "JSXAttribute[name.name='style'] > Literal", message: "Inline style text needs unsafe-inline: use a class or a style object." },
  { selector: "CallExpression[callee.name='eval']", message: "The Content-Security-Policy forbids it." },
];

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "test/screens/**"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "no-restricted-syntax": ["error", ...unsafeMarkup],
    },
  },
);
