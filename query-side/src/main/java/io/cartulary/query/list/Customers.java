package io.cartulary.query.list;

import io.cartulary.contracts.Owner;
import io.cartulary.query.http.Problem;
import io.cartulary.service.http.CallerContext;
import jakarta.ws.rs.core.SecurityContext;
import java.util.regex.Pattern;

/** The customer whose lists are requested. */
public final class Customers {

    /** The valid subjects of tokens. */
    private static final Pattern CUSTOMER = Pattern.compile("[\\x21-\\x7e]{1,100}");

    private Customers() {}

    /** The customer, if the caller may see the customer's lists; otherwise {@link Problem#NO_SUCH_CUSTOMER}. */
    public static String visible(String customer, SecurityContext security) {
        if (CUSTOMER.matcher(customer).matches()
                && CallerContext.caller(security).mayActFor(new Owner.Customer(customer))) {
            return customer;
        }
        throw Problem.NO_SUCH_CUSTOMER.because("There is no such customer.");
    }
}
