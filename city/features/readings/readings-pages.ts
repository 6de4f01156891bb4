import type { DeliveryReceipt, Rejection } from "../../stores/readings/contract.ts";
import type { Names } from "../buildings/index.ts";

/** Deliveries on one page of the list. */
export const DELIVERIES_PER_PAGE = 25;

export interface ListedPoint {
  readonly key: string;
  readonly carrier: string;
  /** Null for a point of the whole city, such as its weather. */
  readonly building: Names | null;
  readonly room: Names | null;
}

export type ListedDelivery = DeliveryReceipt & {
  /** Null when the metering point is no longer registered. */
  readonly point: ListedPoint | null;
};

export interface ImportsPage {
  readonly page: number;
  readonly pages: number;
  readonly deliveries: readonly ListedDelivery[];
}

export interface ExportPage {
  readonly buildings: readonly { readonly slug: string; readonly names: Names }[];
}

export interface DeliveryPage {
  readonly receipt: ListedDelivery;
  readonly rejections: readonly Rejection[];
}
