// Takes a cart through checkout, payment, shipment and return with the client that openapi-typescript and openapi-fetch
// make of the documents. The compiler checks every path, body and answer against them.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { components as CommandSchemas, paths as CommandPaths } from "./commands.js";
import type { components as QuerySchemas, paths as QueryPaths } from "./queries.js";

function environment(name: string): string {
  const value = process.env[name];
  assert(value, `${name} is not set`);
  return value;
}

function commandsOf(token: string) {
  return createClient<CommandPaths>({
    baseUrl: environment("COMMANDS"),
    headers: { Authorization: `Bearer ${token}` },
  });
}

function queriesOf(token: string) {
  return createClient<QueryPaths>({
    baseUrl: environment("QUERIES"),
    headers: { Authorization: `Bearer ${token}` },
  });
}

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** The body of an accepted request. */
function accepted<Data>(answer: Answer<Data>): Data {
  assert(answer.data !== undefined, `${answer.response.status}: ${JSON.stringify(answer.error)}`);
  return answer.data;
}

function tokenOf(answer: { response: Response }): string {
  const token = answer.response.headers.get("Consistency-Token");
  assert(token, "a command answers with a Consistency-Token");
  return token;
}

const customerId = environment("CUSTOMER_ID");
const customer = commandsOf(environment("CUSTOMER"));
const staff = commandsOf(environment("STAFF"));
const queries = queriesOf(environment("CUSTOMER"));
const sku = `TS-${randomUUID()}`;
const euros = (amount: number): CommandSchemas["schemas"]["Money"] => ({ amount, currency: "EUR" });

async function order(id: string, token: string): Promise<QuerySchemas["schemas"]["OrderView"]> {
  return accepted(
    await queries.GET("/queries/v1/orders/{id}", {
      params: { path: { id }, query: { wait: "10s" }, header: { "Consistency-Token": token } },
    }),
  );
}

async function checkedOut(): Promise<{ id: string; token: string }> {
  accepted(
    await staff.PUT("/commands/v1/products/{sku}", {
      params: { path: { sku } },
      body: { name: "Espresso, 500 g", price: euros(990) },
    }),
  );
  const { id } = accepted(await customer.POST("/commands/v1/carts", { body: { currency: "EUR" } }));
  const path = { id };
  for (const _attempt of [1, 2]) {
    accepted(
      await customer.POST("/commands/v1/carts/{id}/items", {
        params: { path, header: { "Idempotency-Key": "two-espressos" } },
        body: { sku, quantity: 2 },
      }),
    );
  }
  accepted(
    await customer.PUT("/commands/v1/carts/{id}/shipping-address", {
      params: { path },
      body: { recipient: "Erika Mustermann", street: "Heidestraße 17", city: "Köln", country: "DE" },
    }),
  );
  accepted(
    await customer.PUT("/commands/v1/carts/{id}/contact", {
      params: { path },
      body: { email: "erika@example.com" },
    }),
  );
  const rejected = await customer.POST("/commands/v1/carts/{id}/checkout", {
    params: { path },
    body: { expectedTotal: euros(1) },
  });
  const code: CommandSchemas["schemas"]["ProblemCode"] | undefined = rejected.error?.code;
  assert.equal(code, "total-differs");
  const placed = await customer.POST("/commands/v1/carts/{id}/checkout", {
    params: { path },
    body: { expectedTotal: euros(1980) },
  });
  accepted(placed);
  return { id, token: tokenOf(placed) };
}

const { id, token } = await checkedOut();
const path = { id };
const placed = await order(id, token);
assert.equal(placed.state, "PLACED");
assert(placed.owner.kind === "customer");
assert.equal(placed.owner.customerId, customerId);
const lineId = placed.lines[0]?.lineId;
assert(lineId);

const pay = (kind: CommandSchemas["schemas"]["PaymentKind"]) =>
  staff.POST("/commands/v1/orders/{id}/payments", {
    params: { path },
    body: { kind, providerRef: "pi_1", transactionRef: `${kind}-1`, amount: euros(1980) },
  });
accepted(await pay("AUTHORIZED"));
accepted(await staff.POST("/commands/v1/orders/{id}/confirmation", { params: { path } }));
const captured = accepted(await pay("CAPTURED"));

const shipment = accepted(
  await staff.POST("/commands/v1/orders/{id}/shipments", {
    params: { path },
    body: { lines: [{ lineId, quantity: 2 }], carrier: "DHL", tracking: "JJD1" },
  }),
);
accepted(
  await staff.POST("/commands/v1/orders/{id}/shipments/{shipmentId}/delivery", {
    params: { path: { id, shipmentId: shipment.part } },
  }),
);

const returned = accepted(
  await customer.POST("/commands/v1/orders/{id}/returns", {
    params: { path },
    body: { lines: [{ lineId, quantity: 1 }], reason: "Too bitter" },
  }),
);
const ofReturn = { id, returnId: returned.part };
accepted(await staff.POST("/commands/v1/orders/{id}/returns/{returnId}/approval", { params: { path: ofReturn } }));
accepted(
  await staff.POST("/commands/v1/orders/{id}/returns/{returnId}/receipt", {
    params: { path: ofReturn },
    body: { condition: "RESELLABLE" },
  }),
);
const refunded = await staff.POST("/commands/v1/orders/{id}/refunds", {
  params: { path },
  body: { paymentId: captured.part, amount: euros(990) },
});
accepted(refunded);

const settled = await order(id, tokenOf(refunded));
assert.equal(settled.returns[0]?.progress, "RECEIVED");
assert.deepEqual(settled.payment.refunded, euros(990));
assert.deepEqual(settled.payment.balance, euros(0));

const history = accepted(
  await queries.GET("/queries/v1/orders/{id}/history", {
    params: { path, query: { limit: 100, wait: "10s" }, header: { "Consistency-Token": tokenOf(refunded) } },
  }),
);
assert(history.events.some((event) => event.type.startsWith("order.return-received.")));
console.log(`TypeScript: order ${placed.number} is paid, shipped, returned in part and refunded`);
