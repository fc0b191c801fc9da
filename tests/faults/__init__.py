"""What goes wrong around a payment, each with the test that tries it. Numbers are those of the fault catalogue.

Paths are relative to ``tests``; ``test_catalogue.py`` sees that every test named here exists.

==  ============================================================  ====================================================
 1  the response is lost after the intent was made                integration/payments/test_faults.py::test_opening_survives
 2  the same, with the library's retries used up                  integration/payments/test_faults.py::test_opening_survives
 3  the till hangs up while the server is still charging          faults/test_server.py::test_the_till_hangs_up_while_stripe_is_still_charging
 4  the till dies between confirmation and our record             integration/till_api/test_counter.py::test_the_till_dies_after_the_card_was_charged
 6  the server dies after the charge, before the commit           integration/payments/test_faults.py::test_the_server_is_killed_while_stripe_charges
 6  the server dies at each commit                                faults/test_crash_points.py::test_killed_before_and_after_each_commit
 6  the server dies at each write to the disk                     faults/test_crash_points.py::test_killed_at_each_write_to_the_disk
 8  the same for a refund                                         integration/payments/test_refund_outcomes.py::test_the_server_is_killed_while_stripe_gives_back
 9  the server stands still in mid-request                        faults/test_server.py::test_the_server_stands_still_in_mid_request
10  two workers handle one attempt                                integration/payments/test_two_servers.py::test_both_servers_hear_and_one_records
11  Stripe says 429, and lock_timeout                             integration/payments/test_faults.py::test_opening_survives
12  Stripe's 500 after the side effect, replayed                  integration/payments/test_faults.py::test_a_charge_whose_answer_is_lost_is_unknown_and_then_recorded_once
13  Stripe's 500 before it                                        integration/payments/test_faults.py::test_opening_survives
14  409, the key is in use                                        integration/payments/test_faults.py::test_opening_survives
15  400, the key came with other parameters                       faults/test_server.py::test_a_key_that_stripe_knows_with_other_figures_fails_and_charges_nothing
17  half an answer, a page of HTML with status 200                integration/payments/test_faults.py::test_a_charge_whose_answer_is_lost_is_unknown_and_then_recorded_once
18  the webhook comes before our commit                           integration/payments/test_faults.py::test_a_webhook_that_overtakes_our_own_commit_is_understood
19  no webhook ever comes                                         integration/payments/test_faults.py::test_no_webhook_ever_comes_and_the_till_is_dead
20  many identical webhooks at once                               integration/payments/test_races.py::test_twenty_identical_webhooks_at_once_are_one_payment
21  events out of order                                           integration/payments/test_recording.py::test_every_order_of_the_news_leaves_the_same_rows
23  the handler dies half-way, Stripe delivers again              faults/test_server.py::test_the_handler_dies_half_way_and_stripe_delivers_again
23  an event is done only with its effect                         faults/test_server.py::test_an_event_is_done_only_with_its_effect
24  an event days late, the invoice paid meanwhile                faults/test_database.py::test_news_that_comes_late_finds_the_invoice_paid_by_other_means
25  cancelling races with success                                 integration/payments/test_races.py::test_cancelling_races_with_the_card
26  success after we had given up                                 integration/payments/test_worker.py::test_an_attempt_paid_just_before_it_was_given_up_is_paid
28  processing for hours                                          integration/payments/test_worker.py::test_processing_for_long_is_neither_lost_nor_blocked_for_ever
29  the amount received differs                                   integration/payments/test_recording.py::test_money_that_differs_is_recorded_as_it_is
30  a refund succeeds, then fails                                 integration/payments/test_refund_outcomes.py::test_a_success_that_fails_later_is_taken_back_and_shown
31  disputes opened, lost, won                                    faults/test_disputes.py::test_a_dispute_is_opened_and_decided
32  a refund made in Stripe's dashboard                           integration/payments/test_refund_outcomes.py::test_one_made_in_the_dashboard_is_on_record_and_before_a_supervisor
33  SQLite is locked by a backup                                  faults/test_database.py::test_a_backup_that_locks_the_file_holds_a_payment_up_and_loses_nothing
34  the disk is full                                              faults/test_crash_points.py::test_a_full_disk_refuses_before_anything_is_charged_and_heals
35  the database is damaged                                       integration/server_base/test_migrate.py::test_a_file_that_is_no_database
36  PostgreSQL is restarted under load                            faults/test_database.py::test_postgresql_is_restarted_under_load
37  no lock is held while Stripe is asked                         integration/payments/test_faults.py::test_no_lock_is_held_while_stripe_is_asked
47  clocks minutes apart                                          faults/test_database.py::test_clocks_that_are_apart_cost_webhooks_but_no_payment
53  an upgrade with an open attempt                               faults/test_upgrade.py::test_what_was_open_is_finished_after_the_upgrade
55  a burst of webhooks while cashiers work                       faults/test_burst.py::test_a_burst_of_webhooks_while_cashiers_work
==  ============================================================  ====================================================

All of them at once, at random: ``tests/torture``.
"""  # noqa: E501 - a table
