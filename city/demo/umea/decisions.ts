import type { DemoDecisions } from "../decisions.ts";

const terms = { before: { from: -1505, to: -45 }, now: { from: -44, to: 1416 } } as const;

/** Made-up decisions of made-up people; every name says so. */
export const umeaDecisions: DemoDecisions = {
  language: "sv",
  bodies: [
    {
      names: { sv: "Kommunfullmäktige", zh: "市议会", en: "Municipal council" },
      office: "Stadsledningskontoret (simulerat)",
      from: -9000,
      terms: [
        {
          ...terms.before,
          members: [
            ["Simulerad ledamot Asp", "Granpartiet", "majority"],
            ["Simulerad ledamot Björk", "Granpartiet", "majority", -1505, -700],
            ["Simulerad ledamot Cembra", "Granpartiet", "majority", -699],
            ["Simulerad ledamot Druva", "Laxlistan", "majority"],
            ["Simulerad ledamot Oxel", "Laxlistan", "majority"],
            ["Simulerad ledamot Ek", "Tallpartiet", "opposition"],
            ["Simulerad ledamot Fläder", "Tallpartiet", "opposition"],
            ["Simulerad ledamot Gran", "Älvlistan", "opposition"],
          ],
        },
        {
          ...terms.now,
          members: [
            ["Simulerad ledamot Ek", "Tallpartiet", "majority"],
            ["Simulerad ledamot Fläder", "Tallpartiet", "majority"],
            ["Simulerad ledamot Gran", "Älvlistan", "majority"],
            ["Simulerad ledamot Hassel", "Älvlistan", "majority"],
            ["Simulerad ledamot Asp", "Granpartiet", "opposition"],
            ["Simulerad ledamot Cembra", "Granpartiet", "opposition"],
            ["Simulerad ledamot Druva", "Laxlistan", "opposition"],
          ],
        },
      ],
    },
    {
      names: {
        sv: "Miljö- och hälsoskyddsnämnden",
        zh: "环境与健康保护委员会",
        en: "Environment and health committee",
      },
      office: "Miljö- och hälsoskydd (simulerat)",
      from: -9000,
      terms: [
        {
          ...terms.before,
          members: [
            ["Simulerad ledamot Idegran", "Granpartiet", "majority"],
            ["Simulerad ledamot Jolster", "Laxlistan", "majority"],
            ["Simulerad ledamot Kaprifol", "Tallpartiet", "opposition"],
          ],
        },
        {
          ...terms.now,
          members: [
            ["Simulerad ledamot Kaprifol", "Tallpartiet", "majority"],
            ["Simulerad ledamot Lind", "Älvlistan", "majority"],
            ["Simulerad ledamot Idegran", "Granpartiet", "opposition"],
          ],
        },
      ],
    },
    {
      names: { sv: "Tekniska nämnden", zh: "技术委员会", en: "Technical committee" },
      office: "Teknik och fastighet (simulerat)",
      from: -9000,
      ended: { on: -45, successor: "municipal-council" },
      terms: [
        {
          ...terms.before,
          members: [
            ["Simulerad ledamot Malva", "Granpartiet", "majority"],
            ["Simulerad ledamot Nejlika", "Tallpartiet", "opposition"],
          ],
        },
      ],
    },
  ],
  decisions: [
    {
      body: "municipal-council",
      day: -830,
      caseNumber: "KS-SIM/0412",
      about: "measure:algkronan-ventilation",
      titles: {
        sv: "Ny ventilation och nya fönster i Älgkronans skola",
        zh: "麋鹿冠学校更换通风与窗户",
        en: "New ventilation and windows in Älgkronan school",
      },
      outcome: "accepted",
      reasons:
        "Fläktarna slänger ut värmen och fönstren drar. Fullmäktige vill att det prövas mot mätarna, rummen och människorna om det gick att spara utan att luften blev sämre.",
      cost: ["8 400 000", "Aggregat med värmeåtervinning, fönster och arbete i hela skolan"],
      votes: { majority: "for", opposition: "against" },
      reservations: "Tallpartiet och Älvlistan reserverar sig: taket borde ha åtgärdats först.",
      easy: {
        sv: "Skolan får nya fläktar och nya fönster.\nDet ska gå åt mindre värme.\nLuften i klassrummen får inte bli sämre.\nOm det lyckas ser man efter ett år.",
        zh: "学校换新的风机和新的窗户。\n供暖要用得更少。\n教室的空气不能变差。\n一年后就能看出是否成功。",
        en: "The school gets new fans and new windows.\nIt is to use less heat.\nThe air in the classrooms must not get worse.\nAfter a year everybody can see whether it worked.",
      },
      promises: [
        {
          text: "Skolan ska använda mindre energi utan att rummen blir sämre.",
          easy: {
            sv: "Skolan sparar energi. Eleverna får inte sämre rum.",
            zh: "学校节约能源，学生的教室不变差。",
            en: "The school saves energy. The pupils do not get worse rooms.",
          },
          measurable: "Åtgärdens slutliga omdöme",
          due: -20,
          office: "Fastighet (simulerat)",
          byVerdict: true,
        },
        {
          text: "Eleverna får se hur luften i deras klassrum är.",
          measurable: "En skärm i entrén visar koldioxiden i klassrummen",
          due: -700,
          office: "Utbildning (simulerat)",
          answer: {
            ...{ state: "kept", done: -720, said: -715 },
            text: "Skärmen i entrén sattes upp och visas för alla klasser.",
            ...{ evidenceKind: "document", evidence: "UTB-SIM/0098" },
          },
        },
      ],
    },
    {
      body: "municipal-council",
      day: -650,
      caseNumber: "KS-SIM/0519",
      about: "proposal",
      titles: {
        sv: "Fläktarna i Renhornets sporthall följer bokningarna",
        zh: "驯鹿角体育馆的风机按预订运行",
        en: "The fans of Renhornet sports hall follow the bookings",
      },
      outcome: "accepted",
      reasons:
        "Förslaget kostar lite och går att pröva: mätaren och givarna i hallen får avgöra om det sparade utan att luften blev sämre.",
      cost: ["60 000", "Styrning och en givare till"],
      votes: { majority: "for", opposition: "for" },
      promises: [
        {
          text: "Sporthallen använder mindre fjärrvärme, och luften blir inte sämre för dem som tränar.",
          measurable: "Omdömet om den åtgärd som förslaget blir",
          due: -10,
          office: "Fastighet (simulerat)",
          byVerdict: true,
        },
      ],
    },
    {
      body: "technical-committee",
      day: -820,
      caseNumber: "TN-SIM/0077",
      about: "measure:humlevilan-radiatorfolie",
      titles: {
        sv: "Folie bakom radiatorerna på Humlevilan",
        zh: "熊蜂憩养老院散热器后贴反射膜",
        en: "Foil behind the radiators at Humlevilan",
      },
      outcome: "accepted",
      reasons: "Leverantören lovar att en tiondel av värmen sparas. Kostnaden är låg.",
      cost: ["85 000", "Folie och montering"],
      promises: [
        {
          text: "Minst fem procent av fjärrvärmen sparas.",
          measurable: "Åtgärdens slutliga omdöme",
          due: -20,
          office: "Fastighet (simulerat)",
          byVerdict: true,
        },
      ],
    },
    {
      body: "environment-and-health-committee",
      day: -400,
      caseNumber: "MHN-SIM/0231",
      about: "free",
      titles: {
        sv: "Svar till boende om kalla rum",
        zh: "答复居民关于房间过冷的反映",
        en: "Answers to residents about cold rooms",
      },
      outcome: "accepted",
      reasons: "Den som säger att det är kallt ska få veta vad som görs. Nämnden vill kunna följa det.",
      votes: { majority: "for", opposition: "for" },
      promises: [
        {
          text: "Varje byggnad med fler än tio röster om kyla får ett skriftligt svar.",
          due: -200,
          office: "Fastighet (simulerat)",
          answer: {
            ...{ state: "kept", done: -150, said: -148 },
            text: "Svaren kom, men sju veckor för sent: två byggnader saknade givare.",
            ...{ evidenceKind: "link", evidence: "https://example.org/svar-om-kalla-rum" },
          },
        },
        {
          text: "Nämnden får en rapport om de kallaste rummen efter vintern.",
          due: -25,
          office: "Miljö- och hälsoskydd (simulerat)",
        },
      ],
    },
    {
      body: "municipal-council",
      day: -120,
      caseNumber: "KS-SIM/0688",
      about: "free",
      titles: {
        sv: "Medborgarförslag: bastu i Renhornets sporthall",
        zh: "市民提案：驯鹿角体育馆设桑拿房",
        en: "Citizens’ proposal: a sauna in Renhornet sports hall",
      },
      outcome: "declined",
      reasons:
        "En bastu skulle använda mer energi än hallens belysning. Fullmäktige vill först se vad de ändrade drifttiderna gav.",
      votes: { majority: "against", opposition: "for" },
      easy: {
        sv: "Någon ville ha en bastu i sporthallen.\nFullmäktige sa nej, för en bastu drar mycket energi.\nFörst vill man se om de nya tiderna i hallen hjälpte.",
        zh: "有人想在体育馆建桑拿房。\n议会没有同意，因为桑拿很耗能。\n先看体育馆的新开放时间是否有效。",
        en: "Somebody wanted a sauna in the sports hall.\nThe council said no, because a sauna uses a lot of energy.\nFirst it wants to see whether the hall’s new hours helped.",
      },
      questions: [
        {
          day: -75,
          text: "Varför räknades inte på en bastu som bara värms de kvällar då hallen ändå är öppen?",
        },
        {
          day: -70,
          text: "När tas frågan upp igen?",
          answer: { day: -52, text: "När omdömet om de ändrade drifttiderna är slutligt, tidigast i vår." },
        },
      ],
    },
    {
      body: "municipal-council",
      day: -12,
      caseNumber: "KS-SIM/0731",
      about: "free",
      titles: {
        sv: "Plan för alla skolors ventilation",
        zh: "全市学校通风计划",
        en: "A plan for the ventilation of all schools",
      },
      outcome: "accepted",
      reasons: "Luften i klassrummen och energin ska tas i ett sammanhang, skola för skola.",
      cost: ["450 000", "Utredning"],
      votes: { majority: "for", opposition: "abstained" },
      promises: [
        {
          text: "Planen visas för eleverna och deras föräldrar innan den beslutas.",
          due: 75,
          office: "Utbildning (simulerat)",
        },
      ],
    },
    {
      body: "environment-and-health-committee",
      day: -9,
      caseNumber: "MHN-SIM/0302",
      about: "free",
      titles: {
        sv: "Kortare öppettider för biblioteken i kyla",
        zh: "严寒时缩短图书馆开放时间",
        en: "Shorter opening hours of libraries in the cold",
      },
      outcome: "returned",
      reasons:
        "Förslaget säger inte vilka som drabbas. Det ska beredas på nytt med dem som använder biblioteken.",
    },
  ],
};
