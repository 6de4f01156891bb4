import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMapping, payloadSchema, readMessage } from "./payload.ts";
import { plainMappings, presets } from "./presets.ts";

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** An uplink as The Things Stack's "Data Formats" page gives it, shortened to the fields that matter and their neighbours. */
const thingsStackUplink = {
  end_device_ids: {
    device_id: "dev1",
    application_ids: { application_id: "app1" },
    dev_eui: "0004A30B001C0530",
  },
  correlation_ids: ["as:up:01"],
  received_at: "2026-02-12T15:15:30.123456789Z",
  uplink_message: {
    f_port: 1,
    f_cnt: 23,
    frm_payload: "AQIDBA==",
    decoded_payload: { temperature: 20.5, co2: 640, battery: 3.1 },
    received_at: "2026-02-12T15:15:29.987Z",
  },
};

/** ChirpStack 4's integration.UplinkEvent in its JSON form. */
const chirpstackUplink = {
  deduplicationId: "3ac7e3c4-4401-4b8d-9386-a5c902f9202d",
  time: "2026-07-18T09:34:15.775023242+00:00",
  deviceInfo: {
    tenantName: "ChirpStack",
    applicationName: "rooms",
    deviceName: "r3",
    devEui: "0101010101010101",
  },
  devAddr: "00189440",
  fCnt: 4,
  fPort: 1,
  data: "qg==",
  object: { temperature: -0.5 },
};

describe("payload mappings", () => {
  it("read an uplink of The Things Stack, each value to the device's room", () => {
    const mapping = { ...presets["the-things-stack"], devices: { dev1: "school/room-3" } };
    const names = compileMapping(mapping).match("v3/app1@ttn/devices/dev1/up")!;
    expect(names).toEqual({ application: "app1@ttn", device: "dev1" });
    expect(readMessage(mapping, names, bytes(thingsStackUplink))).toEqual({
      heard: [
        {
          column: "/uplink_message/decoded_payload/temperature",
          said: {
            point: "school/room-3/indoor-temperature",
            time: thingsStackUplink.received_at,
            value: 20.5,
            unit: "°C",
          },
        },
        {
          column: "/uplink_message/decoded_payload/co2",
          said: { point: "school/room-3/co2", time: thingsStackUplink.received_at, value: 640, unit: "ppm" },
        },
      ],
    });
  });

  it("read an uplink of ChirpStack, and pass over what the device did not send", () => {
    const mapping = { ...presets.chirpstack, devices: { "0101010101010101": "school/room-3" } };
    const names = compileMapping(mapping).match("application/7/device/0101010101010101/event/up")!;
    expect(readMessage(mapping, names, bytes(chirpstackUplink))).toMatchObject({
      heard: [{ said: { point: "school/room-3/indoor-temperature", value: -0.5 } }],
    });
  });

  it("name a device that no one has placed", () => {
    const mapping = presets.chirpstack;
    expect(readMessage(mapping, { device: "constructor" }, bytes(chirpstackUplink))).toEqual({
      fault: { code: "device-not-known", found: "constructor" },
    });
  });

  it("take the device from the message where the topic does not name it, and count tenths and epochs", () => {
    const mapping = payloadSchema.parse({
      version: 1,
      topic: "gateway/up",
      device: "/id",
      time: { path: "/t", format: "epoch-s" },
      values: [{ path: "/a~1b/0", point: "hall/{device}/{carrier}", carrier: "co2", factor: 0.5 }],
    });
    expect(readMessage(mapping, {}, bytes({ id: 7, t: 1_700_000_000, "a/b": [801] }))).toEqual({
      heard: [
        { column: "/a~1b/0", said: { point: "hall/7/co2", time: "2023-11-14T22:13:20.000Z", value: 400.5 } },
      ],
    });
  });

  it("the plain form reads its own topics and no others", () => {
    const [building, room] = plainMappings.map(compileMapping);
    expect(building!.match("husting/school/electricity")).toEqual({
      building: "school",
      carrier: "electricity",
    });
    expect(building!.match("husting/school/room/co2")).toBeUndefined();
    expect(room!.match("husting/school/room/co2")).toMatchObject({ room: "room" });
    expect(building!.subscription).toBe("husting/+/+");
  });

  it("a topic or a pointer that cannot be is refused", () => {
    const usable = (change: object): boolean =>
      payloadSchema.safeParse({ ...plainMappings[0], ...change }).success;
    expect(usable({})).toBe(true);
    for (const topic of ["", "a/#/b", "a+/b", "{x}/{x}", "a/{b", "a/b#"])
      expect(usable({ topic })).toBe(false);
    for (const path of ["value", "/a~2", "#/a"]) expect(usable({ time: { path } })).toBe(false);
  });

  it("whatever bytes come, they are read or refused, never thrown at", () => {
    const compiled = [...plainMappings, presets.chirpstack, presets["the-things-stack"]].map(compileMapping);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (payload) => {
          for (const { mapping } of compiled) {
            const read = readMessage(mapping, { device: "d" }, payload);
            expect("fault" in read || Array.isArray(read.heard)).toBe(true);
          }
        },
      ),
    );
  });
});

it("a topic may hold any characters that MQTT allows: hyphens, dots and brackets mean themselves", () => {
  for (const topic of ["site-a/v1.2/(main)/meter-7", "$share-like/a b/[x]/é用/^&/~"]) {
    const mapping = payloadSchema.parse({
      version: 1,
      topic: `${topic}/{device}`,
      time: { path: "/time" },
      values: [{ path: "/value", point: "{device}/electricity" }],
    });
    const { match } = compileMapping(mapping);
    expect(match(`${topic}/hall-1`)).toEqual({ device: "hall-1" });
    expect(match(`${topic.replace("-", "x")}/hall-1`)).toBeUndefined();
  }
});
