package io.cartulary.query.list;

import io.cartulary.contracts.Owner;
import io.cartulary.query.http.Problem;
import io.cartulary.service.http.CallerContext;
import jakarta.ws.rs.core.SecurityContext;
import java.util.regex.Pattern;

/** Whose lists are asked for. */
public final class Customers {

    /** What tokens may have as their subject. */
    private static final Pattern CUSTOMER = Pattern.compile("[\\x21-\\x7e]{1,100}");

    private Customers() {}

    /** The customer, if the caller may see what is theirs; otherwise there is none, {@link Problem#NO_SUCH_CUSTOMER}. */
    public static String visible(String customer, SecurityContext security) {
        if (CUSTOMER.matcher(customer).matches()
                && CallerContext.caller(security).mayActFor(new Owner.Customer(customer))) {
            return customer;
        }
        throw Problem.NO_SUCH_CUSTOMER.because("nothing is known of this customer");
    }
}
