import { insulate, recoverHeat, together, ventilateBy } from "../measures.ts";
import { operate, room, say } from "../parts.ts";
import { type PlannedBuilding, week } from "../plan.ts";
import { curve, meters, walls1929, walls1980s } from "./common.ts";

/** Houses of free time: a sports hall and a house of culture. */
export const leisure: readonly PlannedBuilding[] = [
  {
    id: "renhornet-sporthall",
    name: say("Sporthallen Renhornet", "Reindeer Horn Sports Hall", "驯鹿角体育馆"),
    use: "sports-hall",
    yearBuilt: 1978,
    heatCarrier: "district-heat",
    shape: {
      floorAreaM2: 2600,
      storeys: 1,
      storeyHeightM: 6,
      lengthToWidth: 1.6,
      windowShare: { north: 0.06, east: 0.06, south: 0.1, west: 0.06 },
      sharedWalls: 0,
    },
    defaults: {
      personsPerM2: 0.03,
      profile: "sports",
      activity: 2.2,
      ventilationLsM2: 2.2,
      roomUnitWm2: 0,
      operableWindows: 0,
    },
    envelope: walls1980s,
    radiatorSize: 1.1,
    operation: operate({
      setPointC: 19,
      curve,
      steepness: 0.95,
      thermostatShare: 0.8,
      flow: week(0.3, 1, { weekdays: [6, 23], saturday: [6, 23], sunday: [6, 23] }),
      heatRecovery: 0.6,
      supplyAirC: 18,
      fanWPerLs: 1.9,
      hotWater: [14, 0.5, "sports", "heat"],
      lighting: [9, 0.1, 0],
      equipment: [0.8, 1.5],
      pumpsW: 500,
      outdoorLightsW: 1500,
    }),
    rooms: [
      room("hall-a", say("Hall A", "Hall A", "A 馆"), 900, 40, "ground", ["north"], {
        heightM: 7,
        activity: 3,
        ventilationLsM2: 2,
      }),
      room(
        "omkladning-1",
        say("Omklädningsrum 1", "Changing room 1", "1 号更衣室"),
        45,
        14,
        "ground",
        ["east"],
        { heightM: 3, activity: 1.3, setPointOffsetK: 2.6, radiatorSize: 1.5, ventilationLsM2: 7 },
      ),
      room("kafeterian", say("Kafeterian", "Cafeteria", "咖啡厅"), 60, 20, "ground", ["south"], {
        heightM: 3,
        activity: 1,
        setPointOffsetK: 1.5,
        ventilationLsM2: 5,
      }),
    ],
    measures: [
      {
        id: "renhornet-drifttider",
        title: say(
          "Ny värmeväxlare och ventilation efter bokningsschemat",
          "New heat exchanger, and ventilation by the booking schedule",
          "更换热交换器并按预订时间表运行通风",
        ),
        kind: "ventilation-schedule",
        carrier: "heat",
        startedDaysBeforeEnd: 600,
        days: 7,
        change: together(
          ventilateBy(week(0.08, 1, { weekdays: [8, 22], saturday: [9, 18], sunday: [9, 18] })),
          recoverHeat(0.84, 1.5),
        ),
        plan: { expectedShare: 0.35 },
        asksNobody: true,
      },
    ],
    meters,
    flaws: {
      outage: { daysBeforeEnd: 290, days: 8 },
      gaps: [{ of: "kafeterian", daysBeforeEnd: 720, days: 30 }],
    },
  },
  {
    id: "norrskensladan-kulturhus",
    name: say("Kulturhuset Norrskensladan", "Northern Lights Barn Arts Centre", "极光谷仓文化馆"),
    use: "culture",
    yearBuilt: 1929,
    heatCarrier: "district-heat",
    shape: {
      floorAreaM2: 2400,
      storeys: 3,
      storeyHeightM: 4,
      lengthToWidth: 1.7,
      windowShare: { north: 0.16, east: 0.14, south: 0.2, west: 0.14 },
      sharedWalls: 0.1,
    },
    defaults: {
      personsPerM2: 0.06,
      profile: "culture",
      activity: 1.1,
      ventilationLsM2: 1.2,
      roomUnitWm2: 0,
      operableWindows: 0.3,
    },
    envelope: walls1929,
    radiatorSize: 1.1,
    operation: operate({
      setPointC: 20.5,
      curve,
      steepness: 0.98,
      thermostatShare: 0.4,
      flow: week(0.1, 1, { weekdays: [10, 22], saturday: [10, 22], sunday: [11, 18] }),
      heatRecovery: 0.5,
      supplyAirC: 18,
      fanWPerLs: 2.4,
      hotWater: [2, 0.2, "culture", "heat"],
      lighting: [13, 0.08, 0.1],
      equipment: [1.5, 3.5],
      pumpsW: 450,
      outdoorLightsW: 800,
    }),
    rooms: [
      room("stora-scenen", say("Stora scenen", "Main stage", "主舞台"), 260, 110, "ground", ["north"], {
        heightM: 6,
        ventilationLsM2: 3.5,
      }),
      room("dansstudion", say("Dansstudion", "Dance studio", "舞蹈室"), 110, 14, "top", ["west"], {
        activity: 2.5,
        setPointOffsetK: -1,
        ventilationLsM2: 2.6,
      }),
      room("verkstaden", say("Verkstaden", "Workshop", "工坊"), 70, 8, "top", ["north", "east"], {
        radiatorSize: 0.95,
      }),
      room("kafeet", say("Kaféet", "Café", "咖啡馆"), 80, 20, "ground", ["south"], {
        ventilationLsM2: 2.5,
      }),
    ],
    measures: [
      {
        id: "norrskensladan-isolering",
        title: say(
          "Isolering, tätning och mindre ventilation",
          "Insulation, sealing and less ventilation",
          "保温、密封并减少通风",
        ),
        kind: "insulation",
        carrier: "heat",
        startedDaysBeforeEnd: 640,
        days: 95,
        change: together(
          insulate({ roofU: 0.11, windowU: 1.1, infiltrationAch: 0.08 }, 0.8),
          ventilateBy(week(0.05, 0.3, { weekdays: [10, 22], saturday: [10, 22], sunday: [11, 18] })),
        ),
        plan: { expectedShare: 0.35 },
      },
    ],
    meters,
    flaws: {
      gaps: [
        { of: "electricity", daysBeforeEnd: 121, days: 4 },
        { of: "dansstudion", daysBeforeEnd: 352, days: 19 },
      ],
    },
  },
];
