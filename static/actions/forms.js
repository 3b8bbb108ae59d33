// Suggestions for the theme of an action: the family branch's own list; anything else may be typed.

(() => {
  "use strict";

  const THEMES = [
    "Petite enfance",
    "Enfance",
    "Jeunesse",
    "Parentalité",
    "Accès aux droits et aux services",
    "Inclusion numérique",
    "Animation de la vie sociale",
    "Logement",
    "Handicap",
    "Accompagnement social",
    "Coordination territoriale",
    "Mobilité",
    "Santé et prévention",
    "Vieillissement",
  ];

  document.addEventListener("DOMContentLoaded", () => {
    // Where it hangs is known already: the caret goes to what is to be written.
    if (new URLSearchParams(location.search).has("plan")) document.querySelector("textarea[name=title]")?.focus();

    const input = document.querySelector("input[list=themes]");
    if (!input) return;
    const list = document.createElement("datalist");
    list.id = "themes";
    for (const theme of THEMES) list.append(new Option(theme));
    input.after(list);
  });
})();
