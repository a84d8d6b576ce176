# Bugs in the product's own source (mutate.py has the table): a changed copy of a file stands before the library it is
# from, so that the linker takes it instead. The test succeeds when the simulation finds the bug within so many seeds.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# tandem_mutated(into bug file...): the paths of the changed copies.
function(tandem_mutated into bug)
  set(changed "")
  foreach(file IN LISTS ARGN)
    string(REPLACE "/" "_" name "${bug}_${file}")
    set(copy "${CMAKE_CURRENT_BINARY_DIR}/${name}")
    add_custom_command(OUTPUT "${copy}"
      COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/mutate.py" ${bug} "${CMAKE_SOURCE_DIR}/${file}" "${copy}"
      DEPENDS "${CMAKE_SOURCE_DIR}/${file}" mutate.py VERBATIM)
    list(APPEND changed "${copy}")
  endforeach()
  set(${into} "${changed}" PARENT_SCOPE)
endfunction()

function(tandem_mutant bug)
  add_executable(mutant_${bug} ${ARGN})
  target_link_libraries(mutant_${bug} PRIVATE tandem_simulation_world PkgConfig::SQLITE)
  set_target_properties(mutant_${bug} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/test")
  add_dependencies(tests_simulation mutant_${bug})
endfunction()

# tandem_source_mutant(bug seeds file...)
function(tandem_source_mutant bug seeds)
  tandem_mutated(changed ${bug} ${ARGN})
  tandem_mutant(${bug} source_mutant_main.cpp ${changed})
  add_test(NAME mutant_${bug} COMMAND mutant_${bug} ${seeds})
  set_tests_properties(mutant_${bug} PROPERTIES TIMEOUT 120 LABELS simulation)
endfunction()

tandem_source_mutant(exclusion_check_dropped 100 calendar/booking/rules.cpp sync/log/sqlite_log_store.cpp)
tandem_source_mutant(outbox_entry_lost 100 sync/outbox/outbox.cpp)
tandem_source_mutant(changes_without_cursor 100 sync/replica/replica.cpp)
tandem_source_mutant(cursor_before_changes 100 sync/replica/replica.cpp)
tandem_source_mutant(synced_later 100 platform/sqlite/database.cpp)
tandem_source_mutant(leases_forgotten 100 sync/log/sqlite_log_store.cpp)
tandem_source_mutant(lease_over_booking 100 calendar/booking/lease.cpp sync/log/sqlite_log_store.cpp)
tandem_source_mutant(lease_over_lease 100 calendar/booking/lease.cpp sync/log/sqlite_log_store.cpp)
tandem_source_mutant(lease_ended_by_clock 100 calendar/booking/lease.cpp)
tandem_source_mutant(lease_ignored_by_others 100 calendar/booking/rules.cpp sync/log/sqlite_log_store.cpp)
tandem_source_mutant(promise_judged_anew 200 calendar/booking/decide_new.cpp)
tandem_source_mutant(promised_unheard 200 sync/client/local_truth.cpp)
tandem_source_mutant(promised_past_the_end 100 sync/client/local_truth.cpp)
tandem_source_mutant(promised_over_unsure 200 sync/client/local_truth.cpp)
tandem_source_mutant(own_clock_trusted 100 sync/client/server_time.cpp)
tandem_source_mutant(other_sites_shown 100 sync/server/site_scope.cpp)

# A sync that fails, a kill, a start, a commit, a power cut, in this order and at once: not what a morning brings. The test
# that does it has to fail.
tandem_mutated(unsettled recovered_not_settled platform/sqlite/database.cpp)
tandem_mutant(recovered_not_settled failed_sync_test.cpp faulty_place.cpp ${unsettled})
target_link_libraries(mutant_recovered_not_settled PRIVATE GTest::gtest_main)
add_test(NAME mutant_recovered_not_settled COMMAND mutant_recovered_not_settled)
set_tests_properties(mutant_recovered_not_settled PROPERTIES TIMEOUT 120 LABELS simulation WILL_FAIL TRUE)
