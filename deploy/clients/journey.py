"""Takes a cart through checkout, payment, shipment and return with the clients that openapi-generator makes of the
documents. They check every body and answer against them."""

import os
import uuid

import cartulary_commands as commands
import cartulary_queries as queries


def commands_of(role):
    return commands.ApiClient(commands.Configuration(host=os.environ["COMMANDS"], access_token=os.environ[role]))


customer = commands_of("CUSTOMER")
staff = commands_of("STAFF")
reader = queries.ApiClient(
    queries.Configuration(host=os.environ["QUERIES"], access_token=os.environ["CUSTOMER"])
)
sku = f"PY-{uuid.uuid4()}"


def euros(amount):
    return commands.Money(amount=amount, currency="EUR")


def order(order_id, token):
    return queries.OrdersApi(reader).get_order(order_id, consistency_token=token, wait="10s")


def token_of(answer):
    return answer.headers["Consistency-Token"]


carts = commands.CartsApi(customer)
commands.ProductsApi(staff).list_product(
    sku, commands.ProductListing(name="Espresso, 500 g", price=euros(990))
)
cart = carts.create_cart(commands.NewCart(currency="EUR")).id
for _attempt in (1, 2):
    carts.add_item(cart, commands.NewItem(sku=sku, quantity=2), idempotency_key="two-espressos")
carts.set_shipping_address(
    cart,
    commands.AddressForm(recipient="Erika Mustermann", street="Heidestraße 17", city="Köln", country="DE"),
)
carts.set_contact(cart, commands.ContactForm(email="erika@example.com"))
try:
    carts.checkout(cart, commands.Checkout(expected_total=euros(1)))
    raise AssertionError("a cart with another total is not checked out")
except commands.exceptions.ConflictException as rejected:
    assert rejected.data.code == "total-differs", rejected.data
placed_by = carts.checkout_with_http_info(cart, commands.Checkout(expected_total=euros(1980)))

placed = order(cart, token_of(placed_by))
assert placed.state == queries.OrderState.PLACED
owner = placed.owner.actual_instance
assert isinstance(owner, queries.CustomerOwner) and owner.customer_id == os.environ["CUSTOMER_ID"], owner
line = placed.lines[0].line_id

payments = commands.OrdersPaymentApi(staff)


def pay(kind):
    return payments.record_payment(
        cart,
        commands.NewPayment(kind=kind, provider_ref="pi_1", transaction_ref=f"{kind.value}-1", amount=euros(1980)),
    )


pay(commands.PaymentKind.AUTHORIZED)
commands.OrdersApi(staff).confirm_order(cart)
captured = pay(commands.PaymentKind.CAPTURED)

fulfilment = commands.OrdersFulfilmentApi(staff)
shipment = fulfilment.create_shipment(
    cart,
    commands.NewShipment(lines=[commands.Units(line_id=line, quantity=2)], carrier="DHL", tracking="JJD1"),
)
fulfilment.record_delivery(cart, shipment.part)

returned = commands.OrdersReturnsApi(customer).request_return(
    cart,
    commands.NewReturn(lines=[commands.Units(line_id=line, quantity=1)], reason="Too bitter"),
)
returns = commands.OrdersReturnsApi(staff)
returns.approve_return(cart, returned.part)
returns.receive_return(
    cart, returned.part, commands.ReturnReceipt(condition=commands.ReturnCondition.RESELLABLE)
)
refunded = payments.record_refund_with_http_info(
    cart, commands.NewRefund(payment_id=captured.part, amount=euros(990))
)

settled = order(cart, token_of(refunded))
assert settled.returns[0].progress == queries.ReturnProgress.RECEIVED
assert settled.payment.refunded.amount == 990
assert settled.payment.balance.amount == 0
history = queries.OrdersApi(reader).get_order_history(
    cart, limit=100, consistency_token=token_of(refunded), wait="10s"
)
assert any(event.type.startswith("order.return-received.") for event in history.events)
print(f"Python: order {placed.number} is paid, shipped, returned in part and refunded")
