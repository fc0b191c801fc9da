"""What is tried against the product, each with the tests that try it. Numbers are those of the abuse catalogue.

Paths are relative to ``tests``; ``test_catalogue.py`` sees that every test named here exists.

==  ============================================================  ====================================================
 1  amounts of nothing or less                                    security/test_amounts.py::test_less_than_one_unit_of_money_is_no_amount
 1  a part of a cent                                              security/test_amounts.py::test_a_part_of_a_cent_is_no_amount
 2  one minor unit above the balance                              security/test_amounts.py::test_one_minor_unit_above_the_balance
 3  NaN, Infinity and the like                                    security/test_amounts.py::test_what_only_some_languages_call_a_number
 4  too many decimals                                             security/test_amounts.py::test_too_many_decimals_are_never_rounded_in_silence
 6  beyond what a column or a float holds                         security/test_amounts.py::test_amounts_beyond_what_a_column_or_a_float_holds
 7  another currency or none                                      security/test_amounts.py::test_another_currency_or_none
 9  an intent of a cheap invoice for a dear one                   security/test_intents.py::test_the_intent_of_a_cheap_invoice_pays_no_dear_one
10  a client that claims success                                  security/test_intents.py::test_a_client_that_claims_success_is_asked_to_wait
11  an intent reused after the total rose                         security/test_intents.py::test_an_intent_reused_after_the_total_rose_pays_its_own_amount_and_no_more
13  refunds that can't be                                         integration/payments/test_refunds.py::test_amounts_that_can_not_be
13  refunds of what is disputed                                   integration/payments/test_refunds.py::test_a_disputed_payment_is_left_alone
14  fifty refunds of ten on a payment of a hundred                integration/payments/test_refunds.py::test_fifty_refunds_of_ten_on_a_payment_of_a_hundred
15  a refund replayed twenty times                                integration/payments/test_refunds.py::test_the_same_key_twenty_times
17  webhooks with no signature, garbage                           security/test_webhooks.py::test_no_signature_or_garbage
18  signed with another secret                                    security/test_webhooks.py::test_signed_with_another_secret_or_the_empty_one
18  no secret in live mode                                        security/test_webhooks.py::test_live_keys_without_a_webhook_secret_dont_start
19  one byte changed                                              security/test_webhooks.py::test_one_byte_changed
20  too old                                                       security/test_webhooks.py::test_too_old_or_not_yet
22  replayed a thousand times                                     security/test_webhooks.py::test_a_valid_event_replayed_a_thousand_times_is_one
23  a body of 25 MB                                               security/test_webhooks.py::test_a_huge_body_is_refused_before_it_is_hashed
23  a slow body                                                   security/test_slow_bodies.py::test_a_body_that_trickles_is_refused_before_it_is_hashed
23  a head that never ends, a connection that says nothing        security/test_slow_bodies.py::test_a_head_that_never_ends_is_not_waited_for
23  two lengths for one body                                      integration/server_base/test_http.py::test_two_lengths_for_one_body
24  a body that is not UTF-8                                      security/test_webhooks.py::test_a_body_that_is_not_utf8
24  half a letter                                                 integration/server_base/test_http.py::test_half_a_letter_is_no_text
26  two secrets during rotation                                   unit/server/webhooks/test_signatures.py::test_while_a_secret_is_replaced_either_is_good
27  the sandbox's controls in live mode                           security/test_pages.py::test_with_live_keys_nothing_to_try_things_is_there
28  every route and role, other methods, other spellings          integration/server_base/test_matrix.py::test_only_who_may
28  the same, by other methods and spellings                      integration/server_base/test_matrix.py::test_other_methods_and_spellings_open_nothing
28  any request the description allows or forbids                 security/test_document.py::test_every_answer_is_as_described
29  another patient's invoice                                     integration/server_base/test_invoices.py::test_a_patient_sees_their_own_only
29  another patient's customer                                    integration/payments/test_customers.py::test_what_is_not_theirs_is_not_there
30  another patient's card                                        integration/payments/test_kept_cards.py::test_another_patients_card_is_as_one_that_is_not_there
29  another payment's link, an old one, a guessed one             integration/payments/test_pay_links.py::test_old_guessed_and_foreign_links_look_the_same
29  what a link tells of the patient                              integration/payments/test_pay_links.py::test_what_the_page_tells
30  a cashier charging a saved card                               integration/payments/test_kept_cards.py::test_a_cashier_sees_a_kept_card_and_does_not_charge_it
30  deleting it                                                   integration/payments/test_kept_cards.py::test_who_may_not_remove_a_card
32  what only the server may say, in the body                     security/test_intents.py::test_what_only_the_server_may_say_is_refused_in_every_body
33  paths, NUL and long ids                                       security/test_addresses.py::test_an_id_that_can_be_none_is_nowhere_to_be_found
34  SQL and wildcards in the search                               security/test_addresses.py::test_a_search_is_words_and_nothing_else
34  and in the sort                                               security/test_addresses.py::test_a_list_knows_no_other_word_for_its_order
35  HTML and script in names                                      security/test_texts.py::test_names_are_text_on_receipt_paper_and_page
35  names of two lines, written backwards, of nothing to be seen  integration/server_base/test_http.py::test_a_till_is_called_by_what_can_be_read
35  user names that look like another's                           unit/server/auth/test_usernames.py::test_no_account_is_made_whose_name_looks_like_anothers
36  formulas in exports                                           security/test_texts.py::test_a_formula_in_an_export_is_text_and_a_refund_is_a_number
38  guessing one name                                             integration/server_base/test_auth.py::test_guessing_is_slowed_down
38  guessing at several servers, somebody's name or nobody's      integration/server_base/test_shared_tries.py::test_one_name_is_guessed_as_slowly_as_at_one_server_be_it_somebodys_or_not
38  many names from one address                                   integration/server_base/test_shared_tries.py::test_many_names_from_one_address_are_slowed_down_too
38  keeping a front desk out by it                                integration/server_base/test_shared_tries.py::test_a_front_desk_is_not_locked_out_by_what_is_tried_from_its_address
38  telling names that exist by the work they make                unit/server/auth/test_same_work.py::test_the_same_work_for_everybody
38  taking all memory and threads by guessing                     unit/server/auth/test_hashing_at_once.py::test_a_flood_hashes_a_few_at_a_time_and_holds_up_nobody_else
39  a token after log-out                                         integration/server_base/test_auth.py::test_log_in_and_out
39  after a change of the password                                integration/server_base/test_people.py::test_changing_the_password_ends_the_other_sessions
39  after a change of the role                                    integration/server_base/test_auth.py::test_a_changed_role_counts_at_once
39  alg=none, and what else is no token                           integration/server_base/test_auth.py::test_what_is_no_token
39  a stolen refresh token                                        integration/server_base/test_rotation.py::test_one_stolen_token_never_makes_two_living_families
39  a yes by single sign-on, used for anything else or twice      integration/sso/test_approval_here.py::test_good_for_nothing_else
39  a yes of who was demoted while it was on its way              integration/payments/test_refund_recording.py::test_who_was_moved_since_the_request_was_let_in_decides_nothing
40  a till left alone                                             unit/desktop/presenters/test_lock.py::test_after_five_idle_minutes
40  what can be read of a locked till                             end2end/test_lock.py::test_the_screen_itself_shows_the_same_lock_over_every_patient
40  guessing at a locked till                                     integration/server_base/test_auth.py::test_guessing_at_a_locked_till_is_as_slow_as_at_log_in
41  the till listens on no port                                   security/test_till_process.py::test_the_till_listens_on_no_port
41  requests in somebody's name from other sites                  security/test_till_process.py::test_a_session_is_no_cookie
41  answers for other sites                                       security/test_pages.py::test_every_page_has_a_strict_policy
42  a hundred thousand hand-backs a second                        security/view/test_cage_life.py::test_a_hundred_thousand_hand_backs_a_second
42  hand-backs of fifty megabytes                                 security/view/test_cage_life.py::test_megabytes_are_no_hand_back
42  "paid" is a poll                                              security/test_intents.py::test_a_client_that_claims_success_is_asked_to_wait
43  led elsewhere, windows, downloads, permissions, sending       security/view/test_walls.py::test_a_page_runs_into_a_wall
43  by a click of the patient's own                               security/view/test_cage_life.py::test_a_click_of_the_patient_opens_no_window_either
43  from a frame                                                  security/view/test_cage_life.py::test_a_frame_can_not_act_as_the_hospital
43  by a call between browsers                                    security/view/test_cage_life.py::test_no_call_leaves_the_page
43  by what stays behind                                          security/view/test_cage_life.py::test_no_worker_stays_behind_the_page
43  by what is stored                                             security/view/test_cage_life.py::test_nothing_is_left_for_the_next_till
43  by drop and menu                                              security/view/test_cage_life.py::test_drops_and_the_menu_are_not_for_the_page
43  by switches of the environment                                unit/desktop/views/test_cage.py::test_switches_that_open_the_form_to_others_are_taken_out
46  certificates that don't check, at the till                    security/view/test_transport.py::test_the_till_sends_nothing_over_what_does_not_check
46  the same, in the web view                                     security/view/test_transport.py::test_the_web_view_shows_nothing_that_does_not_check
46  plain http                                                    security/view/test_transport.py::test_plain_http_is_for_this_computer_alone
47  a hostile server: wrong types                                 integration/till_api/test_odd_answers.py::test_every_route_calls_it_unknown
47  a hostile server: too much                                    integration/till_api/test_odd_answers.py::test_too_much_is_cut_short
47  a hostile server: addresses to open in the browser            unit/desktop/presenters/test_single_sign_on.py::test_what_is_not_safe_to_open_is_not_opened
48  secrets in the repository                                     security/test_till_process.py::test_no_real_secret_is_in_the_repository
48  secrets in files, logs and answers of the server              security/test_canaries.py::test_no_answer_and_no_file_of_the_server_holds_a_secret
48  secrets in files that others may read                         unit/server/test_secret_files.py::test_a_file_that_others_may_use_is_no_secret
48  patients in files that others may read                        security/test_till_process.py::test_the_servers_database_is_its_users_alone
48  a till's folder that is another's, or a link to one           security/test_till_process.py::test_somebody_elses_folder_is_no_profile
48  secrets in the environment of the till and its children       integration/till/test_program.py::test_a_till_keeps_no_secret_of_the_servers
49  a card number in every text of the description                security/test_canaries.py::test_a_card_number_in_any_text_of_the_description_is_kept_nowhere
49  a card number in names, addresses and ids                     security/test_texts.py::test_a_card_number_pasted_anywhere_is_kept_nowhere
49  a day at the till                                             security/test_till_day.py::test_a_day_leaves_no_card_no_key_and_no_patient_where_they_dont_belong
50  card testing through the pay page                             security/test_card_testing.py::test_card_after_card_on_the_page_is_slowed_and_then_ended
50  card testing with one link after the other                    security/test_card_testing.py::test_the_invoice_takes_no_more_cards_for_an_hour
51  guessing links                                                integration/payments/test_pay_links.py::test_who_guesses_has_to_wait
51  page sizes and places in a list                               security/test_addresses.py::test_a_list_takes_only_what_it_knows
53  entries of the audit log changed or removed                   integration/audit/test_chains.py::test_nothing_changes_them
53  the same behind the database's back                           integration/audit/test_chains.py::test_what_is_done_behind_our_back_is_named
53  by somebody who knows how: ends, days and chains made anew    integration/audit/test_chains.py::test_what_somebody_does_who_knows_how_shows_against_kept_heads
53  triggers exchanged for others of the same name                integration/audit/test_chains.py::test_a_trigger_that_does_something_else_is_named_and_one_more_too
54  the sample hospital in live mode                              security/test_pages.py::test_live_keys_and_the_sample_hospital_dont_go_together
56  a forged host                                                 integration/server_base/test_http.py::test_a_forged_host
56  open redirects                                                security/test_pages.py::test_a_server_known_by_an_https_address_wants_https_for_good
57  many at once make sure that a customer exists                 integration/payments/test_customers.py::test_many_at_once_make_one_customer
58  a card sale refunded in cash                                  security/test_cash.py::test_a_card_sale_is_never_refunded_in_cash_nor_on_another_card
58  a void after printing                                         security/test_cash.py::test_what_has_a_receipt_is_not_taken_back_but_by_a_refund
58  a payment said to be taken in cash                            security/test_cash.py::test_nobody_says_that_a_payment_was_taken_in_cash
==  ============================================================  ====================================================

Every refusal that ``watch.refused`` provokes must have its trace in the audit log too: ``watch.settle``, when the desk
closes. Of row 58 there is only what is left of it without a cash drawer: closed shifts do not exist yet.
"""  # noqa: E501 - a table
