/** What is said of the process of proposals until an official of the city words it better. */
export const standingTexts = {
  names: { sv: "Förslag från invånare", zh: "居民提案", en: "Residents' proposals" },
  about: {
    sv: "Vem som helst kan när som helst föreslå något om ett rum, en byggnad, en gata eller hela kommunen.",
    zh: "任何人随时都可以就一个房间、一栋建筑、一条道路或整座城市提交提案。",
    en: "Anyone can at any time propose something about a room, a building, a street or the city.",
  },
  change: {
    sv: "Varje förslag läses och får ett svar med skäl. Det som accepteras planeras, och det som planeras går att följa tills det är gjort. Hur många som stöder ett förslag vägs in, men avgör inte ensamt.",
    zh: "每一项提案都会有人阅读，并得到附有理由的答复。被采纳的会列入计划，列入计划的可以一直跟踪到完成。附议的人数会被考虑，但不是唯一的决定因素。",
    en: "Every proposal is read and answered with reasons. What is accepted is planned, and what is planned can be followed until it is done. How many support a proposal is weighed, but does not decide alone.",
  },
  decides: {
    sv: "Kommunens tjänstepersoner prövar förslagen. Det som kostar mycket eller rör många avgörs av en nämnd eller av fullmäktige.",
    zh: "由市政工作人员审查提案；花费较大或涉及人数较多的，由委员会或代表大会决定。",
    en: "The city's officials examine proposals. What costs much or concerns many is decided by a committee or the council.",
  },
  answer: {
    sv: "Varje steg syns på förslagets sida, med skäl. Den som följer förslaget får ett mejl vid varje steg.",
    zh: "每一步及其理由都显示在提案页面上。关注该提案的人每一步都会收到通知。",
    en: "Every step shows on the proposal's page, with its reasons. Whoever follows the proposal gets an e-mail at every step.",
  },
} as const;
