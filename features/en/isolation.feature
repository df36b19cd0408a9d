# language: en
@isolation
Feature: An administrator sees every order of its own instances, and no other

  An administrator of the city has permission for one or several instances: departments (förvaltningar) and companies
  (bolag). In every view that shows orders, with every selection and in every format, it must see just those: all of
  them, and nothing else.

  It is not enough that nothing foreign shows: an empty page shows nothing foreign, either. So the same scenario proves
  that everything own is there.

  Scenario Outline: <account> opens <view> with the selection <selection> in the format <format>
    Given I am logged in as <account>
    When I open <view> with the selection <selection> in the format <format>
    Then I see every order in the selection from my own instances
    But I see nothing that belongs to other instances alone

    Examples:
      | account                                                   | view                         | selection | format |
      | every administrator with permission for certain instances | every view that shows orders | every     | every  |

  Scenario Outline: <account> opens <view> for the whole city with the selection <selection> in the format <format>
    A city administrator may see everything. If the portal shows all of it to that account, and not to the others, it is
    the permission that tells them apart.

    Given I am logged in as <account>
    When I open <view> with the selection <selection> in the format <format>
    Then I see every order in the selection from the whole city

    Examples:
      | account                  | view                         | selection | format |
      | every city administrator | every view that shows orders | every     | every  |
