import type { PayloadMapping } from "./payload.ts";

/** Husting's own plain form: `husting/BUILDING/CARRIER`, and with a room `husting/BUILDING/ROOM/CARRIER`. */
export const plainMappings: readonly PayloadMapping[] = [
  {
    version: 1,
    topic: "husting/{building}/{carrier}",
    time: { path: "/time", format: "iso" },
    values: [{ path: "/value", point: "{building}/{carrier}", factor: 1 }],
  },
  {
    version: 1,
    topic: "husting/{building}/{room}/{carrier}",
    time: { path: "/time", format: "iso" },
    values: [{ path: "/value", point: "{building}/{room}/{carrier}", factor: 1 }],
  },
];

/**
 * Beginnings for LoRaWAN room sensors, to be completed with the devices. The decoded fields carry the names the payload
 * formatter gives them: temperature and co2 are the usual ones.
 */
export const presets: Readonly<Record<"the-things-stack" | "chirpstack", PayloadMapping>> = {
  /** The Things Stack 3, "Data Formats" and "MQTT Server": QoS 0 and MQTT 3.1.1 only. */
  "the-things-stack": {
    version: 1,
    topic: "v3/{application}/devices/{device}/up",
    time: { path: "/received_at", format: "iso" },
    devices: {},
    values: [
      {
        path: "/uplink_message/decoded_payload/temperature",
        point: "{place}/{carrier}",
        carrier: "indoor-temperature",
        unit: "°C",
        factor: 1,
      },
      {
        path: "/uplink_message/decoded_payload/co2",
        point: "{place}/{carrier}",
        carrier: "co2",
        unit: "ppm",
        factor: 1,
      },
    ],
  },
  /** ChirpStack 4, the JSON of integration.UplinkEvent. */
  chirpstack: {
    version: 1,
    topic: "application/{application}/device/{device}/event/up",
    time: { path: "/time", format: "iso" },
    devices: {},
    values: [
      {
        path: "/object/temperature",
        point: "{place}/{carrier}",
        carrier: "indoor-temperature",
        unit: "°C",
        factor: 1,
      },
      { path: "/object/co2", point: "{place}/{carrier}", carrier: "co2", unit: "ppm", factor: 1 },
    ],
  },
};
