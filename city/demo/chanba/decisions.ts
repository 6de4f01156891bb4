import type { DemoDecisions } from "../decisions.ts";

const terms = { before: { from: -1505, to: -45 }, now: { from: -44, to: 1780 } } as const;

/** Made-up decisions of made-up people; every name says so. */
export const chanbaDecisions: DemoDecisions = {
  language: "zh",
  bodies: [
    {
      names: {
        sv: "Chan-Bas förvaltningskommitté (simulerad)",
        zh: "浐灞管理委员会（模拟）",
        en: "Chan-Ba administrative committee (simulated)",
      },
      office: "管委会办公室（模拟）",
      from: -9000,
      terms: [
        {
          ...terms.before,
          members: [
            ["模拟委员甲", "建设组", "neither"],
            ["模拟委员乙", "建设组", "neither", -1505, -600],
            ["模拟委员丙", "建设组", "neither", -599],
            ["模拟委员丁", "居民组", "neither"],
            ["模拟委员戊", "居民组", "neither"],
          ],
        },
        {
          ...terms.now,
          members: [
            ["模拟委员甲", "建设组", "neither"],
            ["模拟委员丁", "居民组", "neither"],
            ["模拟委员己", "居民组", "neither"],
            ["模拟委员庚", "环境组", "neither"],
          ],
        },
      ],
    },
    {
      names: {
        sv: "Byggnadskommittén (simulerad)",
        zh: "建筑管理委员会（模拟）",
        en: "Buildings committee (simulated)",
      },
      office: "建筑科（模拟）",
      from: -6000,
      ended: { on: -45, successor: "chan-ba-administrative-committee-simulated" },
      terms: [
        {
          ...terms.before,
          members: [
            ["模拟委员辛", "建设组", "neither"],
            ["模拟委员壬", "环境组", "neither"],
          ],
        },
      ],
    },
  ],
  decisions: [
    {
      body: "chan-ba-administrative-committee-simulated",
      day: -830,
      caseNumber: "浐灞模拟〔01〕12号",
      about: "proposal",
      titles: {
        sv: "LED-belysning i Jihongwus kontor",
        zh: "霁虹坞办公楼改用 LED 照明",
        en: "LED lighting in Jihongwu offices",
      },
      outcome: "accepted",
      reasons: "旧灯具耗电多、照度不足。更换后应减少用电，且不得使室内环境变差，由电表和房间数据检验。",
      cost: ["960 000", "灯具、控制与施工"],
      votes: { neither: "for" },
      easy: {
        sv: "Kontoret får nya lampor som drar mindre ström.\nDet ska fortfarande vara ljust och lagom varmt.\nMätarna visar om det gick.",
        zh: "办公楼换成省电的灯。\n照明和室温不能变差。\n电表会显示是否做到。",
        en: "The offices get new lamps that use less electricity.\nIt must stay bright and comfortable.\nThe meters show whether it worked.",
      },
      promises: [
        {
          text: "办公楼用电减少，室内环境不变差。",
          measurable: "措施的最终结论",
          due: -20,
          office: "建筑科（模拟）",
          byVerdict: true,
        },
        {
          text: "公布施工费用明细。",
          due: -640,
          office: "财务科（模拟）",
          answer: {
            ...{ state: "kept", done: -660, said: -655 },
            text: "费用明细已在大厅公示并存档。",
            ...{ evidenceKind: "document", evidence: "财模〔01〕33号" },
          },
        },
      ],
    },
    {
      body: "buildings-committee-simulated",
      day: -820,
      caseNumber: "建模〔01〕07号",
      about: "measure:nuanjudeng-additive",
      titles: {
        sv: "Tillsats i värmevattnet på Nuanjudeng",
        zh: "暖橘灯养老院供暖水添加剂",
        en: "An additive in the heating water at Nuanjudeng",
      },
      outcome: "accepted",
      reasons: "供应商称可节约供热量的十分之一，费用不高，值得一试。",
      cost: ["40 000", "添加剂与加注"],
      votes: { neither: "for" },
      promises: [
        {
          text: "供热量至少减少百分之五。",
          measurable: "措施的最终结论",
          due: -20,
          office: "建筑科（模拟）",
          byVerdict: true,
        },
      ],
    },
    {
      body: "chan-ba-administrative-committee-simulated",
      day: -380,
      caseNumber: "浐灞模拟〔02〕05号",
      about: "free",
      titles: {
        sv: "Svar till boende om kalla hem",
        zh: "答复居民关于室温不达标的反映",
        en: "Answers to residents about cold homes",
      },
      outcome: "accepted",
      reasons: "反映室温不达标的居民应得到书面答复，并知道何时处理。",
      promises: [
        {
          text: "供暖期结束后一个月内逐户答复。",
          due: -200,
          office: "民生科（模拟）",
          answer: {
            ...{ state: "kept", done: -160, said: -158 },
            text: "已全部答复，因部分住户无温度记录，晚了四十天。",
            ...{ evidenceKind: "link", evidence: "https://example.org/xuanfu" },
          },
        },
        { text: "公布最冷十户的整改情况（不含住户信息）。", due: -22, office: "民生科（模拟）" },
      ],
    },
    {
      body: "chan-ba-administrative-committee-simulated",
      day: -110,
      caseNumber: "浐灞模拟〔02〕31号",
      about: "free",
      titles: {
        sv: "Förslag: längre uppvärmningssäsong i förskolan",
        zh: "提案：延长幼儿园供暖期",
        en: "Proposal: a longer heating season in the kindergarten",
      },
      outcome: "declined",
      reasons: "现有数据显示供暖期外室温达标的时间足够，延长一个月的费用与收益不相称。",
      votes: { neither: "against" },
      questions: [
        { day: -66, text: "为什么不单独为婴儿班的两个房间延长供暖？" },
        {
          day: -60,
          text: "室温数据在哪里可以查到？",
          answer: { day: -48, text: "各房间的数据见建筑页面，可下载 JSON。" },
        },
      ],
    },
    {
      body: "chan-ba-administrative-committee-simulated",
      day: -10,
      caseNumber: "浐灞模拟〔03〕02号",
      about: "free",
      titles: {
        sv: "Ventilationen i alla skolor ses över",
        zh: "检查所有学校的通风",
        en: "The ventilation of all schools is looked over",
      },
      outcome: "accepted",
      reasons: "教室二氧化碳与能耗应一并考虑，逐校检查。",
      cost: ["300 000", "检查与报告"],
      votes: { neither: "for" },
      promises: [{ text: "检查结果在决定前向学生和家长公开。", due: 70, office: "教育科（模拟）" }],
    },
  ],
};
